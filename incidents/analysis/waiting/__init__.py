"""Which finding cannot be verified while another one holds, each with the technical path that makes it so."""
