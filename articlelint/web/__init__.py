"""Asking the network whether URLs answer: only with permission, of public addresses only."""
