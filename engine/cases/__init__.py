"""Cases kept: answers written into the text of a case file, and the store, a history that is only ever added to."""
