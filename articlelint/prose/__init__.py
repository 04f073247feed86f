"""What stands around a phrase, and whether that excuses it. Asked on hits only."""
