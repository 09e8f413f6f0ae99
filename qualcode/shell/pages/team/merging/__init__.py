"""Looking at what colleagues' files would bring, deciding, and taking it in."""
