"""What an answer or an alert looks like: neutral cards, drawn as an embed or as text."""
