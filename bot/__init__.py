"""Sagabot: reads football transfer news, keeps each saga, alerts on what is really new."""
