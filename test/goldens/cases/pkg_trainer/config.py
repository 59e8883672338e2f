import json

DEFAULTS = json.loads("""
{"model": {"embed": 48, "hidden": 64, "layers": 2, "bidirectional": true},
 "data": {"vocab": 300, "classes": 5, "max_len": 25}}
""")


class Config:
    def __init__(self, **sections):
        for name, values in sections.items():
            setattr(self, name, Config(**values) if isinstance(values, dict) else values)


cfg = Config(**DEFAULTS)
