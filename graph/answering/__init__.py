"""From a query text to an answer: checks, processes that can be ended, and the bytes they send back."""
