"""Keys: each action has a name, `screen.action`, under which a settings file may give it other
keys.
"""
