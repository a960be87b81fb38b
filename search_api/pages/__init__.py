"""The page for readers: HTML made on the server, Chinese first, whole without JavaScript."""
