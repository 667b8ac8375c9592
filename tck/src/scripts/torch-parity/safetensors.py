"""Reads and writes named arrays: a length, a JSON header, then the elements."""
import json
import struct

import numpy as np

TYPES = {"F64": np.float64, "F32": np.float32, "I64": np.int64}
NAMES = {np.dtype(kind): name for name, kind in TYPES.items()}


def write(path, metadata, arrays):
    header, at, parts = {"__metadata__": metadata}, 0, []
    for name in sorted(arrays):
        array = np.array(arrays[name], order="C")
        data = array.tobytes()
        header[name] = {
            "dtype": NAMES[array.dtype],
            "shape": list(array.shape),
            "data_offsets": [at, at + len(data)],
        }
        at += len(data)
        parts.append(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def read(path):
    with open(path, "rb") as file:
        length = struct.unpack("<Q", file.read(8))[0]
        header = json.loads(file.read(length))
        data = file.read()
    metadata = header.pop("__metadata__", {})
    arrays = {}
    for name, about in header.items():
        start, end = about["data_offsets"]
        flat = np.frombuffer(data[start:end], TYPES[about["dtype"]])
        arrays[name] = flat.reshape(about["shape"])
    return metadata, arrays
