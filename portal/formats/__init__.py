"""Days and moments where Django writes them, which is in lists of the desk: in the words of portal/core/dates.py."""
