"""Runs the programs of a golden file in the real framework and writes down what they did.

    python3 record.py torch ../goldens/torch/programs.json      or keras; the file needs `id` and `code` only

The form is that of test/goldens: `raises` is the innermost line of the program that was refused, or null.
"""

import json
import sys

from worker import KerasLayers, TorchLayers, run


def recorded(answer):
    raises = answer["raises"]
    record = {"raises": raises["lines"][-1] if raises else None}
    if raises:
        record["says"] = raises["says"].splitlines()[0][:160]
    record["vars"] = {name: shape for name, shape in answer["vars"].items() if isinstance(shape, list)}
    if not raises and answer["layers"]:
        record["weights"] = [shape for layer in answer["layers"] for _, shape in layer["weights"]]
        record["parameters"] = sum(layer["parameters"] for layer in answer["layers"])
    return record


def main():
    name, path = sys.argv[1:]
    with open(path) as file:
        records = json.load(file)
    layers = {"torch": TorchLayers, "keras": KerasLayers}[name]()
    done = [{"id": r["id"], "code": r["code"]} | recorded(run(r["code"], layers)) for r in records]
    with open(path, "w") as file:
        file.write("[\n" + ",\n".join(json.dumps(r) for r in done) + "\n]\n")


main()
