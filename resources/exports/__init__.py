"""What leaves as a file, and the words that a file read back is told by."""
