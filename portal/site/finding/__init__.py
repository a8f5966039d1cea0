"""Search across everything: the lists asked, what a question names itself, the best of all lists, what one may type."""
