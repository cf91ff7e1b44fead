"""The page: stories, people, meetings, the network, search and review, and the same as an API."""
