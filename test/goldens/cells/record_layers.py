"""Records layers of one framework with random arguments, weights and inputs, as specs of `simulate` with what came out.

    python record_layers.py torch|keras|tf_keras|tf1|jax|onnx COUNT

replaces the records of that framework in more_layers.json. `jax` stands for Flax, Haiku and Equinox. Arguments that the framework
refuses are drawn again.
"""
import json
import os
import random
import sys
from pathlib import Path

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
import numpy as np

FILE = Path(__file__).with_name("more_layers.json")
LONGEST = 9_000
random.seed(7)
np.random.seed(7)


def uniform(*shape):
    return np.random.uniform(-1, 1, shape).astype("float32")


def plain(value):
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(each) for each in value]
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, float):
        return float("%.9g" % value)
    return plain(np.asarray(value).tolist())


def sizes(count):
    return [random.randint(1, 4) for _ in range(count)]


def chance(share):
    return random.random() < share


def arguments(given):
    return "".join(f", {name}={value if isinstance(value, Name) else repr(value)}" for name, value in given.items())


class Name(str):
    """Written without quotes."""


def record(framework, version, layer, code, weights, x, initial_state, expected):
    names = ["batch", "time", "feature"] if x.ndim == 3 else ["batch", "time", *["depth", "height", "width"][6 - x.ndim:], "channels"]
    return {
        "framework": framework, "version": version, "layer": layer, "code": code, "config": {},
        "weights": [{"name": name, "shape": list(np.shape(value)), "values": value} for name, value in weights],
        "x": x, "x_layout": ", ".join(names), "initial_state": initial_state, "expected": expected,
    }


def torch_layer():
    import torch
    from torch import nn

    kind = random.choice(["LSTM", "GRU", "RNN"])
    features, units, batch, steps = sizes(4)
    given = {}
    if chance(0.5): given["batch_first"] = True
    if chance(0.5): given["num_layers"] = random.choice([2, 3])
    if chance(0.5): given["bidirectional"] = True
    if chance(0.3): given["bias"] = False
    if kind == "LSTM" and units > 1 and chance(0.5): given["proj_size"] = random.randint(1, units - 1)
    if kind == "RNN" and chance(0.5): given["nonlinearity"] = "relu"
    code = f"nn.{kind}({features}, {units}{arguments(given)})"
    layer = eval(code)
    for parameter in layer.parameters():
        parameter.data.uniform_(-1, 1)
    passes = given.get("num_layers", 1) * (2 if given.get("bidirectional") else 1)
    x = uniform(batch, steps, features)
    inputs = [torch.tensor(x if given.get("batch_first") else np.swapaxes(x, 0, 1))]
    state = None
    if chance(0.6):
        state = {"h": uniform(passes, batch, given.get("proj_size", units))}
        if kind == "LSTM": state["c"] = uniform(passes, batch, units)
        tensors = tuple(torch.tensor(each) for each in state.values())
        inputs.append(tensors if kind == "LSTM" else tensors[0])
    with torch.no_grad():
        y, last = layer(*inputs)
    final = dict(zip("hc", last)) if kind == "LSTM" else {"h": last}
    weights = [(name, each.detach()) for name, each in layer.named_parameters()]
    return record("torch", torch.__version__, f"nn.{kind}", code, weights, x, state, {"y": y, "final_state": final})


ACTIVATIONS = ["tanh", "relu", "sigmoid", "hard_sigmoid", "linear", "elu", "selu", "softplus", "softsign", "swish", "softmax", "relu6", "mish", "gelu"]
KERAS_3 = ["hard_silu", "leaky_relu", "log_softmax", "celu", "hard_tanh", "hard_shrink", "tanh_shrink", "squareplus", "log_sigmoid", "sparse_plus", "sparse_sigmoid", "soft_shrink"]


def keras_layer(framework):
    if framework == "keras":
        import keras
        from keras import layers
    else:
        import tf_keras as keras
        from tf_keras import layers
    names = ACTIVATIONS + (KERAS_3 if framework == "keras" else [])
    features, units, batch, steps = sizes(4)
    given = {"return_sequences": chance(0.8), "return_state": True}
    if chance(0.5): given["activation"] = random.choice(names)
    if chance(0.3): given["use_bias"] = False
    if chance(0.3): given["go_backwards"] = True
    state = None
    form = random.choice(["plain", "plain", "both", "convolution", "stack"])
    if form == "stack":
        layer, x = "RNN", uniform(batch, steps, features)
        code = f"layers.RNN([layers.LSTMCell({units}), layers.GRUCell({units + 1})], return_sequences=True)"
    elif form == "convolution":
        axes = random.choice([1, 2, 3] if framework == "keras" else [1, 2])
        given.pop("activation", None)
        given["padding"] = random.choice(["same", "valid"])
        if chance(0.4): given["strides"] = 2
        elif given["padding"] == "same" and chance(0.4): given["dilation_rate"] = 2
        if chance(0.5): given["recurrent_activation"] = random.choice(["sigmoid", "hard_sigmoid"])
        layer, x = f"ConvLSTM{axes}D", uniform(1, steps, *(random.randint(3, 4) for _ in range(axes)), 2)
        code = f"layers.{layer}(2, {random.randint(1, 3)}{arguments(given)})"
    else:
        layer, x = random.choice(["LSTM", "GRU", "SimpleRNN"]), uniform(batch, steps, features)
        if layer != "SimpleRNN" and chance(0.5): given["recurrent_activation"] = random.choice(ACTIVATIONS[:9])
        if layer == "GRU" and chance(0.5): given["reset_after"] = chance(0.5)
        code = f"layers.{layer}({units}{arguments(given)})"
        if form == "both":
            code = f"layers.Bidirectional({code}, merge_mode={random.choice(['concat', 'sum', 'mul', 'ave'])!r})"
        elif chance(0.5):
            state = {name: uniform(batch, units) for name in ("hc" if layer == "LSTM" else "h")}
    made = eval(code)
    made(x)
    made.set_weights([0.7 * uniform(*each.shape) for each in made.get_weights()])
    out = made(x) if state is None else made(x, initial_state=[keras.ops.convert_to_tensor(s) if framework == "keras" else __import__("tensorflow").constant(s) for s in state.values()])
    y, *last = out if isinstance(out, (list, tuple)) else [out]
    expected = {"y": y}
    if form in ("plain", "convolution"): expected["final_state"] = dict(zip("hc", last))
    if form == "both":
        half = len(last) // 2
        expected["final_state"] = {"forward": dict(zip("hc", last[:half])), "backward": dict(zip("hc", last[half:]))}
    weights = [(each.path if framework == "keras" else each.name, each.numpy()) for each in made.weights]
    if len({name for name, _ in weights}) < len(weights):
        weights = [(f"{index}/{name}", each) for index, (name, each) in enumerate(weights)]
    return record(framework, keras.__version__, layer if form != "both" else "Bidirectional", code, weights, x, state, expected)


def tf1_layer():
    import tensorflow as tf

    kind = random.choice(["LSTMCell", "LSTMCell", "BasicLSTMCell", "GRUCell", "BasicRNNCell"])
    features, units, batch, steps = sizes(4)
    given = {}
    if chance(0.3): given["activation"] = Name("tf.nn.relu")
    if "LSTM" in kind and chance(0.5): given["forget_bias"] = random.choice([0.0, 0.5, 2.0])
    if kind == "LSTMCell" and chance(0.6): given["use_peepholes"] = True
    if kind == "LSTMCell" and chance(0.4): given["num_proj"] = random.randint(1, 4)
    code = f"tf.nn.rnn_cell.{kind}({units}{arguments(given)})"
    x = uniform(batch, steps, features)
    start = {"h": uniform(batch, given.get("num_proj", units))}
    if "LSTM" in kind: start["c"] = uniform(batch, units)
    tf.compat.v1.reset_default_graph()
    with tf.compat.v1.Session() as session:
        cell = eval(code)
        state = tf.nn.rnn_cell.LSTMStateTuple(start["c"], start["h"]) if "LSTM" in kind else tf.constant(start["h"])
        states = {name: [] for name in start}
        for step in range(steps):
            _, state = cell(tf.constant(x[:, step]), state)
            for name in states:
                states[name].append(getattr(state, name) if "LSTM" in kind else state)
        variables = tf.compat.v1.global_variables()
        weights = [(each.name, uniform(*each.shape.as_list())) for each in variables]
        session.run(tf.compat.v1.global_variables_initializer())
        for variable, (_, value) in zip(variables, weights):
            variable.load(value, session)
        expected = session.run(states)
    return record("tf1", tf.__version__, f"tf.nn.rnn_cell.{kind}", code, weights, x, start, expected)


FUNCTIONS = ["relu", "gelu", "silu", "leaky_relu", "soft_sign", "hard_sigmoid", "hard_tanh", "elu", "softplus", "celu", "selu", "relu6", "sigmoid"]


def flat(tree, path=""):
    for name, value in tree.items():
        if isinstance(value, dict): yield from flat(value, f"{path}{name}/")
        else: yield path + name, value


def stepped(step, carry, x, names):
    states = {name: [] for name in names}
    for index in range(x.shape[1]):
        carry = step(carry, x[:, index])
        for name, value in zip(names, carry if isinstance(carry, tuple) else (carry,)):
            states[name].append(value)
    return states


def linen_layer():
    import flax
    import flax.linen as nn
    import jax

    key = jax.random.PRNGKey(0)
    features, units, batch, steps = sizes(4)
    x = uniform(batch, steps, features)
    kind = random.choice(["LSTMCell", "OptimizedLSTMCell", "GRUCell", "MGUCell", "SimpleCell"])
    given = {}
    if chance(0.4): given["activation_fn"] = Name(f"nn.{random.choice(FUNCTIONS)}")
    if kind != "SimpleCell" and chance(0.3): given["gate_fn"] = Name(f"nn.{random.choice(FUNCTIONS)}")
    if kind == "MGUCell" and chance(0.5): given["reset_gate"] = False
    if kind == "SimpleCell" and chance(0.5): given["residual"] = True
    code = f"nn.{kind}({units}{arguments(given)})"
    names = "ch" if "LSTM" in kind else "h"
    if chance(0.5):
        cell = eval(code)
        carry = tuple(uniform(batch, units) for _ in names)
        first = carry if len(carry) > 1 else carry[0]
        parameters = jax.tree.map(lambda each: uniform(*each.shape), cell.init(key, first, x[:, 0]))
        expected = stepped(lambda state, row: cell.apply(parameters, state, row)[0], first, x, names)
        return record("flax.linen", flax.__version__, kind, code, list(flat(parameters["params"])), x, dict(zip(names, carry)), expected)
    if chance(0.5):
        code = f"nn.RNN({code}, reverse={chance(0.5)}, keep_order={chance(0.5)})"
    else:
        code = f"nn.Bidirectional(nn.RNN({code}), nn.RNN({code}))"
    layer = eval(code)
    parameters = jax.tree.map(lambda each: uniform(*each.shape), layer.init(key, x))
    weights = list(flat(parameters["params"]))
    return record("flax.linen", flax.__version__, code[3:].split("(")[0], code, weights, x, None, {"y": layer.apply(parameters, x)})


def nnx_layer():
    import flax
    from flax import nnx

    features, units, batch, steps = sizes(4)
    x = uniform(batch, steps, features)
    kind = random.choice(["LSTMCell", "OptimizedLSTMCell", "GRUCell", "SimpleCell"])
    given = {"residual": True} if kind == "SimpleCell" and chance(0.5) else {}
    if chance(0.4): given["activation_fn"] = Name(f"nnx.{random.choice(['relu', 'gelu', 'silu'])}")
    code = f"nnx.{kind}({features}, {units}{arguments(given)}, rngs=nnx.Rngs(0))"
    cell = eval(code)
    state = nnx.state(cell, nnx.Param)
    weights = []
    for path, variable in nnx.to_flat_state(state):
        variable.value = uniform(*variable.shape)
        weights.append((".".join(map(str, path)), variable.value))
    nnx.update(cell, state)
    names = "ch" if "LSTM" in kind else "h"
    carry = tuple(uniform(batch, units) for _ in names)
    expected = stepped(lambda each, row: cell(each, row)[0], carry if len(carry) > 1 else carry[0], x, names)
    return record("flax.nnx", flax.__version__, kind, code, weights, x, dict(zip(names, carry)), expected)


def haiku_layer():
    import haiku as hk
    import jax

    key = jax.random.PRNGKey(0)
    features, units, batch, steps = sizes(4)
    x = uniform(batch, steps, features)
    code = random.choice([f"hk.LSTM({units})", f"hk.GRU({units})", f"hk.VanillaRNN({units})", f"hk.VanillaRNN({units}, double_bias=False)"])
    core = hk.without_apply_rng(hk.transform(lambda row, state: eval(code, {"hk": hk})(row, state)))
    start = {name: uniform(batch, units) for name in ("hc" if "LSTM" in code else "h")}
    first = hk.LSTMState(start["h"], start["c"]) if "LSTM" in code else start["h"]
    parameters = jax.tree.map(lambda each: uniform(*each.shape), core.init(key, x[:, 0], first))
    expected = stepped(lambda state, row: core.apply(parameters, row, state)[1], first, x, "hc" if "LSTM" in code else "h")
    weights = list(flat(hk.data_structures.to_mutable_dict(parameters)))
    return record("haiku", hk.__version__, code[3:].split("(")[0], code, weights, x, start, expected)


def equinox_layer():
    import equinox as eqx
    import jax

    key = jax.random.PRNGKey(0)
    features, units, steps = sizes(3)
    x = uniform(1, steps, features)
    kind = random.choice(["LSTMCell", "GRUCell"])
    code = f"eqx.nn.{kind}({features}, {units}, use_bias={chance(0.5)}, key=key)"
    cell = eval(code)
    weights = []
    for name in ["weight_ih", "weight_hh", "bias", "bias_n"]:
        if getattr(cell, name, None) is None: continue
        weights.append((name, uniform(*getattr(cell, name).shape)))
        cell = eqx.tree_at(lambda each: getattr(each, name), cell, weights[-1][1])
    start = {name: uniform(1, units) for name in ("hc" if kind == "LSTMCell" else "h")}
    first = tuple(each[0] for each in start.values())
    states = stepped(lambda state, row: cell(row[0], state), first if len(first) > 1 else first[0], x, start)
    expected = {name: [[each] for each in values] for name, values in states.items()}
    return record("equinox", eqx.__version__, kind, code, weights, x, start, expected)


def onnx_layer():
    import onnx
    import onnxruntime
    from onnx import TensorProto, helper, numpy_helper

    kind = random.choice(["LSTM", "GRU", "RNN"])
    gates, functions = {"LSTM": (4, 3), "GRU": (3, 2), "RNN": (1, 1)}[kind]
    features, units, batch, steps = sizes(4)
    given = {"hidden_size": units}
    direction = random.choice(["forward", "reverse", "bidirectional"])
    directions = 2 if direction == "bidirectional" else 1
    if direction != "forward": given["direction"] = direction
    if chance(0.4):
        last = random.choice(["Tanh", "Relu", "Softsign", "Elu"])
        own = [last] if functions == 1 else [random.choice(["Sigmoid", "HardSigmoid"]), *[last] * (functions - 1)]
        given["activations"] = own * directions
    if kind == "GRU" and chance(0.5): given["linear_before_reset"] = 1
    if kind == "LSTM" and chance(0.4): given["input_forget"] = 1
    weights = {"W": uniform(directions, gates * units, features), "R": uniform(directions, gates * units, units)}
    inputs = ["X", "W", "R", "", "", "", "", ""]
    if chance(0.7): inputs[3], weights["B"] = "B", uniform(directions, 2 * gates * units)
    if kind == "LSTM" and chance(0.5): inputs[7], weights["P"] = "P", uniform(directions, 3 * units)
    x, state = uniform(batch, steps, features), None
    feed = {"X": np.swapaxes(x, 0, 1).copy()}
    if chance(0.5):
        state = {name: uniform(directions, batch, units) for name in ("hc" if kind == "LSTM" else "h")}
        for place, (name, value) in enumerate(state.items()):
            inputs[5 + place] = f"{name}0"
            feed[f"{name}0"] = value
    while inputs[-1] == "":
        inputs.pop()
    outputs = ["Y", "Y_h", "Y_c"][: 3 if kind == "LSTM" else 2]
    code = f"helper.make_node({kind!r}, {inputs!r}, {outputs!r}{arguments(given)})"
    graph = helper.make_graph(
        [eval(code)], "layer",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, each.shape) for name, each in feed.items()],
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
        [numpy_helper.from_array(each, name) for name, each in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 14)], ir_version=8)
    session = onnxruntime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    y, *last = session.run(outputs, feed)
    expected = {"y": y, "final_state": dict(zip("hc", last))}
    return record("onnx", f"onnxruntime {onnxruntime.__version__}", kind, code, list(weights.items()), x, state, expected)


FRAMEWORKS = {
    "onnx": [onnx_layer],
    "torch": [torch_layer],
    "keras": [lambda: keras_layer("keras")],
    "tf_keras": [lambda: keras_layer("tf_keras")],
    "tf1": [tf1_layer],
    "jax": [linen_layer, linen_layer, nnx_layer, haiku_layer, equinox_layer],
}


def main(name, count):
    made = []
    while len(made) < count:
        try:
            one = plain(random.choice(FRAMEWORKS[name])())
        except (ValueError, TypeError) as refusal:
            print("drawn again:", str(refusal).splitlines()[0], file=sys.stderr)
            continue
        text = json.dumps(one)
        if len(text) <= LONGEST and "Infinity" not in text and "NaN" not in text:
            made.append({"id": f"{one['framework']}/{name}-{len(made)}", **one})
    own = {each["framework"] for each in made}
    kept = [each for each in (json.loads(FILE.read_text()) if FILE.exists() else []) if each["framework"] not in own]
    FILE.write_text("[\n" + ",\n".join(json.dumps(each) for each in kept + made) + "\n]\n")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
