"""Submissions on the curators' desk: the queue, the page of one, the pages on which it is decided."""
