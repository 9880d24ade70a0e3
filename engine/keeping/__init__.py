"""What takes long to make, kept so that it need not be made again."""
