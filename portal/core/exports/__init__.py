"""Taking a list away as a file: one writer a format over columns and an iterator of records, whatever they are about.

A room says which columns its records have (``Column``) and yields the records; nothing here knows an activity.
"""
