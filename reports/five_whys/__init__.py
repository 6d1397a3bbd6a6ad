"""The five whys: for each failure the links that evidence supports, their rivals, and where the chain stops."""
