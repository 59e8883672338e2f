"""Records small weight files, as real frameworks write them, and what they hold by the frameworks' own readers.

    python record.py torch     # PyTorch with onnx and safetensors beside it
    python record.py keras     # Keras 3 with h5py
    python record.py numpy     # NumPy with safetensors
    python record.py hdf5      # h5py alone: the forms of HDF5 that Keras does not write

Each part writes its files into its folder, and PART.json: for each file the tensors (name, dtype, shape and all values, row by row) and, where
the framework has them, the recurrent layers as it was told to make them.
"""
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def values(array):
    """Infinity and NaN are no JSON: they are written as text."""
    import numpy as np

    flat = np.asarray(array).astype(np.float64).ravel().tolist()
    return [each if abs(each) < float("inf") else str(each) for each in flat]


def tensor(name, dtype, array):
    return {"name": name, "dtype": str(dtype), "shape": list(array.shape), "values": values(array)}


def layer(kind, units, input_size, layers=1, directions=1):
    return {"kind": kind, "units": units, "inputSize": input_size, "layers": layers, "directions": directions}


def record_torch(folder):
    import collections
    import torch
    from safetensors.torch import save_file
    from torch import nn

    torch.manual_seed(0)

    class Model(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(3, 4, num_layers=2, bidirectional=True)
            self.gru = nn.GRU(8, 2)
            self.cell = nn.RNNCell(2, 3, bias=False)
            self.projected = nn.LSTM(3, 4, proj_size=2)
            self.fc = nn.Linear(3, 1)

        def forward(self, x):
            return self.gru(self.lstm(x)[0])[0]

    model = Model()
    small = nn.GRU(3, 2)

    def told(state, prefix=""):
        found = []
        for key, value in state.items():
            if isinstance(value, torch.Tensor):
                dtype = str(value.dtype).removeprefix("torch.")
                found.append(tensor(prefix + key, dtype, value.detach().to(torch.float64).numpy()))
            elif isinstance(value, dict):
                found += told(value, f"{prefix}{key}.")
        return found

    layers = [
        layer("lstm", 4, 3, 2, 2),
        layer("gru-reset-after", 2, 8),
        layer("simple-rnn", 3, 2),
        layer("lstm-projected", 4, 3),
    ]
    gru = [layer("gru-reset-after", 2, 3)]
    files = {}

    def write(name, value, layers, **options):
        torch.save(value, folder / name, **options)
        files[name] = {"tensors": told(value), "layers": layers}

    write("state.pt", model.state_dict(), layers)
    write("legacy.pth", small.state_dict(), gru, _use_new_zipfile_serialization=False)
    optimizer = torch.optim.Adam(small.parameters())
    small(torch.ones(2, 3))[0].sum().backward()
    optimizer.step()
    write("checkpoint.pt", {"epoch": 3, "model": small.state_dict(), "loss": 0.5, "names": ["a", "b"], "tag": None}, gru)
    base = torch.arange(24, dtype=torch.float32).reshape(4, 6)
    views = collections.OrderedDict(
        transposed=base.t(), part=base[1:3, 2:5], stepped=base[::2, ::3], scalar=torch.tensor(7), empty=torch.zeros(0, 3),
        expanded=torch.tensor([1.0, 2.0]).expand(3, 2),
    )
    write("views.pt", views, [])
    kinds = {
        str(kind).removeprefix("torch."): torch.tensor([0, 1, 2.5]).to(kind)
        for kind in (torch.float16, torch.bfloat16, torch.float64, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.bool)
    }
    write("kinds.pt", kinds, [])
    write("parameter.pt", {"weight": nn.Parameter(torch.ones(2, 2))}, [])
    torch.save(small, folder / "whole.pt")
    files["whole.pt"] = {"refused": "torch.nn.modules.rnn.GRU"}

    state = {key: value.contiguous() for key, value in model.state_dict().items()}
    save_file(state, folder / "state.safetensors", metadata={"format": "pt"})
    files["state.safetensors"] = {"tensors": told(state), "layers": layers}
    save_file(kinds, folder / "kinds.safetensors")
    files["kinds.safetensors"] = {"tensors": told(kinds), "layers": []}

    class Sequence(nn.Module):
        def __init__(self):
            super().__init__()
            self.lstm = nn.LSTM(3, 4, num_layers=2, bidirectional=True)
            self.gru = nn.GRU(8, 2)
            self.rnn = nn.RNN(2, 3)

        def forward(self, x):
            return self.rnn(self.gru(self.lstm(x)[0])[0])[0]

    sequence = Sequence().eval()
    # ONNX has no layers of layers: each layer of a stack is a node.
    nodes = [layer("lstm", 4, 3, 1, 2), layer("lstm", 4, 8, 1, 2), layer("gru-reset-after", 2, 8), layer("simple-rnn", 3, 2)]
    for dynamo in (False, True):
        import onnx
        from onnx import numpy_helper

        name = "dynamo.onnx" if dynamo else "script.onnx"
        try:
            torch.onnx.export(sequence, (torch.zeros(5, 2, 3),), folder / name, dynamo=dynamo, external_data=False)
        except ImportError as missing:
            print(f"{name} is not recorded: {missing}")
            continue
        loaded = onnx.load(folder / name)
        # Constant nodes are no weights, but where they feed a recurrent one.
        files[name] = {
            "tensors": [
                tensor(each.name, numpy_helper.to_array(each).dtype, numpy_helper.to_array(each))
                for each in loaded.graph.initializer
            ],
            "layers": nodes,
        }
    return files


def record_keras(folder):
    import h5py
    import keras
    from keras import layers as of_keras

    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((5, 3)),
            of_keras.Bidirectional(of_keras.LSTM(4, return_sequences=True)),
            of_keras.GRU(2, return_sequences=True),
            of_keras.GRU(2, reset_after=False, return_sequences=True),
            of_keras.SimpleRNN(3, use_bias=False),
            of_keras.Dense(1),
        ]
    )
    layers = [
        layer("lstm", 4, 3, 1, 2),
        layer("gru-reset-after", 2, 8),
        layer("gru", 2, 2),
        layer("simple-rnn", 3, 2),
    ]
    files = {}

    def told(path):
        found = []
        with h5py.File(path) as file:
            file.visititems(
                lambda name, each: found.append(tensor(name, each.dtype, each[()])) if isinstance(each, h5py.Dataset) else None
            )
        return found

    model.save_weights(folder / "model.weights.h5")
    model.save(folder / "model.h5")
    model.save(folder / "model.keras")
    for name in ("model.weights.h5", "model.h5"):
        files[name] = {"tensors": told(folder / name), "layers": layers}
    files["model.keras"] = files["model.weights.h5"]

    class Own(keras.Model):
        def __init__(self):
            super().__init__()
            self.first = of_keras.LSTM(4)
            self.steps = [of_keras.LSTMCell(2), of_keras.Dense(2)]

        def call(self, x):
            x = self.first(x)
            return self.steps[1](self.steps[0](x, [x[:, :2], x[:, :2]])[0])

    own = Own()
    own(keras.ops.zeros((1, 5, 3)))
    own.save_weights(folder / "own.weights.h5")
    files["own.weights.h5"] = {
        "tensors": told(folder / "own.weights.h5"),
        "layers": [layer("lstm", 4, 3), layer("lstm", 2, 4)],
    }
    return files


def record_numpy(folder):
    import numpy as np
    from safetensors.numpy import save_file

    files = {}
    base = np.arange(24, dtype=np.float32).reshape(2, 3, 4)
    single = {
        "plain": base,
        "fortran": np.asfortranarray(base),
        "big_endian": base.astype(">f8"),
        "half": np.array([1.5, -2, 65504, 6e-8, np.inf, np.nan], np.float16),
        "scalar": np.float64(3.25),
        "empty": np.zeros((0, 3), np.int32),
        "bools": np.array([True, False]),
        "int64": np.array([-1, 2**40], np.int64),
        "uint16": np.array([0, 65535], np.uint16),
    }
    for name, array in single.items():
        np.save(folder / f"{name}.npy", array)
        array = np.asarray(array)
        files[f"{name}.npy"] = {"tensors": [tensor("", array.dtype.newbyteorder("="), array)], "layers": []}
    np.save(folder / "objects.npy", np.array([{}, None]), allow_pickle=True)
    files["objects.npy"] = {"refused": "objects"}
    many = {"kernel": base[0], "bias": np.ones(4), "count": np.int32(3)}
    np.savez(folder / "plain.npz", **many)
    np.savez_compressed(folder / "compressed.npz", **many)
    for name in ("plain.npz", "compressed.npz"):
        files[name] = {"tensors": [tensor(key, np.asarray(each).dtype, np.asarray(each)) for key, each in many.items()], "layers": []}
    # Names and shapes as MLX saves its layers.
    rnn = {
        "lstm.Wx": np.ones((16, 3), np.float32), "lstm.Wh": np.ones((16, 4), np.float32), "lstm.bias": np.zeros(16, np.float32),
        "layers.0.Wx": np.ones((6, 3), np.float32), "layers.0.Wh": np.ones((6, 2), np.float32), "layers.0.b": np.zeros(6, np.float32),
        "layers.0.bhn": np.zeros(2, np.float32),
        "rnn.Wxh": np.ones((2, 3), np.float32), "rnn.Whh": np.ones((2, 2), np.float32), "rnn.bias": np.zeros(2, np.float32),
    }
    save_file(rnn, folder / "mlx.safetensors")
    files["mlx.safetensors"] = {
        "tensors": [tensor(key, each.dtype, each) for key, each in rnn.items()],
        "layers": [layer("lstm", 4, 3), layer("gru-reset-after", 2, 3), layer("simple-rnn", 2, 3)],
    }
    return files


def record_hdf5(folder):
    import h5py
    import numpy as np

    files = {}

    def told(path):
        found = []
        with h5py.File(path) as file:
            file.visititems(
                lambda name, each: found.append(tensor(name, each.dtype.newbyteorder("="), each[()]))
                if isinstance(each, h5py.Dataset) and each.dtype.kind in "fiub"
                else None
            )
        return found

    def write(name, fill, **options):
        with h5py.File(folder / name, "w", **options) as file:
            fill(file)
        files[name] = {"tensors": told(folder / name), "layers": []}

    base = np.arange(60, dtype=np.float32).reshape(10, 6)

    def chunked(file):
        file.create_dataset("gzip", data=base, chunks=(4, 4), compression="gzip", shuffle=True)
        file.create_dataset("plain", data=base, chunks=(3, 6))
        file.create_dataset("checked", data=base.astype("i8"), chunks=(10, 2), fletcher32=True)
        file.create_dataset("unwritten", (4, 4), "f4", chunks=(2, 2), fillvalue=2.5)
        file.create_dataset("whole", data=base, chunks=(10, 6), compression="gzip")
        file.create_dataset("grows", data=base, chunks=(4, 4), maxshape=(None, None))
        file.create_dataset("grows_packed", data=base, chunks=(4, 4), maxshape=(None, None), compression="gzip")
        file.create_dataset("paged", data=np.arange(1100).astype("u1"), chunks=(1,))

    def kinds(file):
        file["half"] = base.astype("f2")
        file["double_big"] = base.astype(">f8")
        file["bytes"] = base.astype("u1")
        file["flags"] = np.array([True, False, True])
        file["scalar"] = np.int16(-5)
        file.create_dataset("lazy", (3,), "f4")
        small = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
        small.set_layout(h5py.h5d.COMPACT)
        space = h5py.h5s.create_simple((2, 3))
        kept = h5py.h5d.create(file.id, b"compact", h5py.h5t.NATIVE_FLOAT, space, small)
        kept.write(space, space, base[:2, :3].copy())

    def groups(file):
        for place in range(20):
            file[f"g/{place:02}/w"] = np.float32([place])
        for place in range(60):
            file[f"many/{'a long name to fill the heap':_<60}{place:02}"] = np.uint8(place)
        file["g/link"] = file["g/03/w"]
        file["g/soft"] = h5py.SoftLink("/g/05/w")
        file.attrs["title"] = "a text"
        file.attrs["names"] = ["one", "two"]
        file.attrs["fixed"] = np.bytes_(b"fixed")
        file.attrs["sizes"] = np.int64([1, 2, 3])
        for place in range(12):
            file["g"].attrs[f"a{place}"] = place

    def user_block(file):
        file["w"] = base

    write("user_block.h5", user_block, userblock_size=512)
    for version, options in (("old", {}), ("new", {"libver": "latest"})):
        write(f"{version}_chunked.h5", chunked, **options)
        write(f"{version}_kinds.h5", kinds, **options)
        write(f"{version}_groups.h5", groups, **options)
    # Hard links to one dataset are visited once by h5py; a soft one never.
    return files


if __name__ == "__main__":
    part = sys.argv[1]
    folder = HERE / part
    folder.mkdir(exist_ok=True)
    files = {"torch": record_torch, "keras": record_keras, "numpy": record_numpy, "hdf5": record_hdf5}[part](folder)
    lines = [f"{json.dumps(name)}: {json.dumps(told)}" for name, told in files.items()]
    (HERE / f"{part}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
