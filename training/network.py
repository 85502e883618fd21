"""The network of a Tesseract model as a tree that can be read, changed and written.

Debian's models hold their weights as int8 with one scale a row; training wants doubles.  ``to_float`` multiplies them
out, which changes no answer, and ``with_characters`` gives the last layer the rows of another set of characters.
"""

from __future__ import annotations

import struct
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float64]

_INT8, _ADAM, _DOUBLES = 1, 4, 128
#: Flag of a network whose layers have learning rates of their own.
_OWN_RATES = 64
_INT_TRAINING = 1
_PLUMBING = {"Series", "Parallel", "Replicated", "RTLReversed", "TTBReversed", "XYTranspose"}
#: Numbers that follow the head of a layer, before anything else.
_SHAPES = {"Input": "<5i", "Convolve": "<2i", "Maxpool": "<2i", "Reconfig": "<2i"}
#: What a new row starts below the row that it was copied from.  Without it a copied ö or Ç competes with o and C from
#: the first line on, and both are lost.
SHY = 6.0


@dataclass(slots=True)
class Layer:
    """A layer: its head, what follows by its kind, its weights (rows: outputs, columns: inputs and bias)."""

    kind: str
    state: bytes
    flags: int
    inputs: int
    outputs: int
    count: int
    name: str
    shape: bytes = b""
    parts: list[Layer] = field(default_factory=list)
    rates: bytes = b""
    weights: list[tuple[int, Weights]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Recognizer:
    """A whole network file: ``spec`` says its layers, ``null`` is the output that stands for "nothing here"."""

    top: Layer
    spec: str
    flags: int
    null: int
    adam: float
    rate: float
    momentum: float


class _Reader:
    def __init__(self, content: bytes) -> None:
        self.content, self.at = content, 0

    def numbers(self, form: str) -> tuple[Any, ...]:
        found = struct.unpack_from(form, self.content, self.at)
        self.at += struct.calcsize(form)
        return found

    def number(self, form: str) -> Any:
        return self.numbers(form)[0]

    def raw(self, length: int) -> bytes:
        self.at += length
        return self.content[self.at - length : self.at]

    def string(self) -> str:
        return self.raw(self.number("<I")).decode("utf-8")


def read(content: bytes) -> Recognizer:
    """Read the LSTM part of a model file, with int8 or double weights."""
    reader = _Reader(content)
    top = _layer(reader)
    spec, flags = reader.string(), reader.number("<i")
    _iteration, _sample, null, adam, rate, momentum = reader.numbers("<3i3f")
    return Recognizer(top, spec, flags, null, adam, rate, momentum)


def _layer(reader: _Reader) -> Layer:
    reader.number("<b")  # kinds are told by name
    kind, state = reader.string(), reader.raw(2)
    flags, inputs, outputs, count = reader.numbers("<4i")
    layer = Layer(kind, state, flags, inputs, outputs, count, reader.string())
    if kind in _PLUMBING:
        layer.parts = [_layer(reader) for _ in range(reader.number("<I"))]
        if layer.flags & _OWN_RATES:
            layer.rates = reader.raw(4 * reader.number("<I"))
    elif kind in _SHAPES:
        layer.shape = reader.raw(struct.calcsize(_SHAPES[kind]))
    elif kind.endswith("LSTM"):
        layer.shape = reader.raw(4)
        both = struct.unpack("<i", layer.shape)[0] - layer.inputs == 2 * layer.outputs
        layer.weights = [_weights(reader) for _ in range(5 if both else 4)]
    else:
        layer.weights = [_weights(reader)]
    return layer


def _weights(reader: _Reader) -> tuple[int, Weights]:
    mode, rows, columns = reader.numbers("<BII")
    if not mode & _INT8:
        reader.number("<d")
        doubles = np.frombuffer(reader.raw(8 * rows * columns), "<f8")
        return mode, doubles.reshape(rows, columns)
    reader.number("<b")
    small = np.frombuffer(reader.raw(rows * columns), np.int8).reshape(rows, columns).astype(np.float64)
    size = reader.number("<I")
    scales = np.frombuffer(reader.raw((8 if mode & _DOUBLES else 4) * size), "<f8" if mode & _DOUBLES else "<f4")
    return mode & ~_INT8, np.asarray(small * scales[:rows, None], np.float64)


def write(network: Recognizer, rate: float | None = None) -> bytes:
    """The network as `lstmtraining --continue_from` takes it, with doubles, at the start of its training."""
    tail = struct.pack("<3i3f", 0, 0, network.null, network.adam, rate or network.rate, network.momentum)
    flags = struct.pack("<i", network.flags & ~_INT_TRAINING)
    return _layer_bytes(network.top) + _string(network.spec) + flags + tail


def _string(text: str) -> bytes:
    raw = text.encode("utf-8")
    return struct.pack("<I", len(raw)) + raw


def _layer_bytes(layer: Layer) -> bytes:
    head = struct.pack("<b", 0) + _string(layer.kind) + layer.state
    head += struct.pack("<4i", layer.flags, layer.inputs, layer.outputs, layer.count) + _string(layer.name)
    if layer.kind in _PLUMBING:
        head += struct.pack("<I", len(layer.parts)) + b"".join(map(_layer_bytes, layer.parts))
        if layer.rates:
            head += struct.pack("<I", len(layer.rates) // 4) + layer.rates
        return head
    return head + layer.shape + b"".join(_weight_bytes(mode, matrix) for mode, matrix in layer.weights)


def _weight_bytes(mode: int, matrix: Weights) -> bytes:
    # Without the bit of Adam the tool silently trains by plain gradient descent.
    head = struct.pack("<BIId", mode | _ADAM | _DOUBLES, *matrix.shape, 0.0)
    return head + matrix.astype("<f8").tobytes()


Codes = Mapping[str, Sequence[int]]


def codes(characters: Sequence[str], recoder: bytes) -> dict[str, tuple[int, ...]]:
    """Character -> the outputs that spell it, from a model's set of characters and its recoder."""
    reader = _Reader(recoder)
    found = []
    for _ in range(reader.number("<I")):
        length = reader.numbers("<bi")[1]
        found.append(tuple(reader.numbers(f"<{length}i")))
    return dict(zip(characters, found, strict=True))


def with_characters(network: Recognizer, old: Codes, new: Codes, alike: Mapping[str, str]) -> Recognizer:
    """The network with an output for each character of ``new``.

    Args:
        network: where to start from.
        old: its characters.
        new: the characters wanted; the last output is "nothing here".
        alike: for a character that ``old`` lacks, those that look like it, best first.  Its row is a copy of the first
            that is there, held back by ``SHY``; a copy marked "=" is taken as it is, for another name of the same sign.
    """
    total = max(max(code) for code in new.values()) + 1
    single = {character: code[0] for character, code in old.items() if len(code) == 1}

    def rows(matrix: Weights) -> Weights:
        made = np.tile(matrix.mean(axis=0), (total, 1))
        made[total - 1] = matrix[network.null]
        for character, code in new.items():
            if character in old and len(old[character]) == len(code):
                made[list(code)] = matrix[list(old[character])]
            elif len(code) == 1:
                _copy_alike(made, matrix, code[0], alike.get(character, ""), single)
        return made

    return replace(network, top=_with_outputs(network.top, rows, total), null=total - 1)


def _copy_alike(made: Weights, matrix: Weights, row: int, names: str, single: Mapping[str, int]) -> None:
    source = next((single[name] for name in names if name in single), None)
    if source is not None:
        made[row] = matrix[source]
        made[row, -1] -= 0.0 if names.endswith("=") else SHY


def _with_outputs(layer: Layer, rows: Callable[[Weights], Weights], total: int) -> Layer:
    """The layer whose last part ends in ``total`` outputs; counts of weights follow."""
    if not layer.parts:
        mode, matrix = layer.weights[0]
        made = rows(matrix)
        return replace(layer, outputs=total, count=made.size, weights=[(mode, made)])
    last = _with_outputs(layer.parts[-1], rows, total)
    count = layer.count + last.count - layer.parts[-1].count
    return replace(layer, outputs=total, count=count, parts=[*layer.parts[:-1], last])
