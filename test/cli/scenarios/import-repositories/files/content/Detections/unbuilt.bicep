param workspace string
