"""What git stores: commits, trees and files, read many at a time."""
