"""Activities from sheets: layouts (collection.py, own_export.py), the plan made of their rows, and its writing."""
