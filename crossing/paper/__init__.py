"""Plain data on paper: accessible PDFs (PDF/UA-1), with nothing hidden in them."""
