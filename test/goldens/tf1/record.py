"""Records what TensorFlow 1 does with the programs in programs.py, as the truth for test/unit/frameworks/module-frameworks.test.ts; the records of one
run that nobody kept (`tf1-485` and the like, with weights) stay as they are.

    pip install tensorflow==1.15.5 'protobuf<3.21'    # Python 3.7
    python test/goldens/tf1/record.py
"""
import json
import traceback
from pathlib import Path

import tensorflow as tf

HERE = Path(__file__).parent
PATH = HERE / "programs.json"


def record(name, code):
    told = {"id": name, "code": code, "requirements": "tensorflow==1.15.5\n"}
    tf.reset_default_graph()
    scope = {}
    try:
        exec(compile(code, name, "exec"), scope)
    except Exception as reason:
        lines = [frame.lineno for frame in traceback.extract_tb(reason.__traceback__) if frame.filename == name]
        return {**told, "raises": lines[-1], "says": f"{type(reason).__name__}: {reason}".splitlines()[0]}
    arrays = {k: v for k, v in scope.items() if isinstance(v, tf.Tensor)}
    ran = {**told, "raises": None, "vars": {k: v.shape.as_list() for k, v in arrays.items()}}
    return {**ran, **weights()} if name.startswith("weights-") else ran


def weights():
    made = tf.global_variables()
    shapes = [v.shape.as_list() for v in made]
    count = sum(v.shape.num_elements() for v in made)
    return {"weights": shapes, "names": [v.name for v in made], "parameters": count}


kept = [r for r in json.loads(PATH.read_text()) if r["id"].startswith("tf1-") and r["id"][4:].isdigit()]
_, *parts = (HERE / "programs.py").read_text().split("# --- ")
made = [record("tf1-" + name, code) for name, _, code in (part.partition("\n") for part in parts)]
PATH.write_text("[\n" + ",\n".join(json.dumps(r) for r in kept + made) + "\n]\n")
print(len(made), "programs,", sum(r["raises"] is not None for r in made), "refused")
