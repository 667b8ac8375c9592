"""The calls: an op of Jacobi with attributes and operands, and the same in PyTorch."""
import math
import zlib

import numpy as np
import torch
import torch.nn.functional as F

CASES = []


class Case:
    def __init__(self, op, attributes, operands, differentiated, function, second):
        self.op = op
        self.attributes = attributes
        self.operands = operands
        self.differentiated = differentiated
        self.function = function
        self.second = second

    def call(self):
        words = [self.op] + [f"{k}={text(v)}" for k, v in self.attributes.items()]
        if self.differentiated:
            words.append("#" + ",".join(map(str, self.differentiated)))
        return " ".join(words)


def text(value):
    if isinstance(value, bool):
        return str(value).lower()
    return ",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value)


def add(op, function, *operands, of=None, second=True, **attributes):
    """Adds a case; `of` says which operands are differentiated, else all floats are."""
    places = [i for i, x in enumerate(operands) if x.dtype == np.float64] if of is None else of
    CASES.append(Case(op, attributes, operands, places, function, second))


def exact(values):
    """Doubles that are floats too."""
    return np.asarray(values).astype(np.float32).astype(np.float64)


def reals(*shape, low=-2.0, high=2.0, seed=0):
    random = np.random.default_rng([zlib.crc32(repr(shape).encode()), seed])
    return exact(random.uniform(low, high, shape))


def array(*values):
    return exact(values)


def wholes(values):
    return np.array(values, dtype=np.int64)


def tied(*shape, seed=0):
    random = np.random.default_rng([zlib.crc32(repr(shape).encode()), seed + 99])
    return exact(random.integers(-2, 3, shape))


EXTREME = array(0, 1e-30, 100, -100, 1000, -1000, 1e10, -1e10)
SHAPES = [(7,), (3, 5), (0,), (257,)]
SPECIAL = [0.0, -0.0, math.nan, math.inf, -math.inf, 1e30, -1e30, 100, -100, 1000, -1000, 1e-30]
SPECIAL = array(*SPECIAL)


def unary():
    smooth = dict(neg=torch.neg, abs=torch.abs, sign=torch.sign, floor=torch.floor, ceil=torch.ceil)
    smooth.update(round=torch.round, exp=torch.exp, expm1=torch.expm1, sin=torch.sin, cos=torch.cos)
    smooth.update(tanh=torch.tanh, erf=torch.erf, square=torch.square)
    for name, f in smooth.items():
        for shape in SHAPES:
            add(name, f, reals(*shape))
        special = SPECIAL if name not in ("sin", "cos") else SPECIAL[[0, 1, 2, 3, 4, 7, 8, 9]]
        add(name, f, special, second=False)
        add(name, f, EXTREME[:6])
    for name, f in dict(log=torch.log, log1p=torch.log1p, sqrt=torch.sqrt).items():
        for shape in SHAPES:
            add(name, f, reals(*shape, low=0.1, high=4))
        add(name, f, SPECIAL, second=False)
    for shape in SHAPES:
        add("reciprocal", torch.reciprocal, reals(*shape, low=0.3))
        for p in (2.0, 3.0, -1.0, 0.5, 0.0):
            add("powNumber", lambda x, p=p: x.pow(p), reals(*shape, low=0.3), p=p)
    add("powNumber", lambda x: x.pow(2.0), array(-2, -1, 0, 1, 3), p=2.0)
    add("powNumber", lambda x: x.pow(3.0), array(-2, -1, 0, 1, 3), p=3.0)
    add("powNumber", lambda x: x.pow(1.0), array(-2, -1, 0, 1, 3), p=1.0)
    add("round", torch.round, array(-2.5, -1.5, -0.5, 0.5, 1.5, 2.5))


def activations():
    table = {
        "relu": (F.relu, {}),
        "leakyRelu": (lambda x: F.leaky_relu(x, 0.1), {"slope": 0.1}),
        "elu": (lambda x: F.elu(x, 1.5), {"alpha": 1.5}),
        "selu": (F.selu, {}),
        "gelu": (F.gelu, {}),
        "geluTanh": (lambda x: F.gelu(x, approximate="tanh"), {}),
        "silu": (F.silu, {}),
        "sigmoid": (torch.sigmoid, {}),
        "softplus": (lambda x: F.softplus(x, threshold=1e6), {}),
        "mish": (F.mish, {}),
        "clamp": (lambda x: x.clamp(-1, 1), {"low": -1, "high": 1}),
        "clampMin": (lambda x: x.clamp(min=0), {"low": 0}),
        "clampMax": (lambda x: x.clamp(max=1), {"high": 1}),
    }
    for name, (f, attributes) in table.items():
        for shape in SHAPES:
            add(name, f, reals(*shape, low=-6, high=6), **attributes)
        add(name, f, array(-1, 0, 1, 0.5, -0.5), **attributes)
        special = SPECIAL if name != "softplus" else SPECIAL[[0, 1, 2, 4, 8, 10, 11]]
        add(name, f, special, second=False, **attributes)
        add(name, f, EXTREME if name != "softplus" else EXTREME[[0, 1, 2, 3, 5, 7]], **attributes)


def binary():
    shapes = [((2, 3), (2, 3)), ((2, 1), (2, 4)), ((3,), (2, 3)), ((2, 3), ()), ((0, 3), (3,))]
    table = dict(add=torch.add, sub=torch.sub, mul=torch.mul, div=torch.div, rem=torch.remainder)
    table.update(pow=torch.pow, maximum=torch.maximum, minimum=torch.minimum)
    for name, f in table.items():
        for a, b in shapes:
            second = name != "rem"
            add(name, f, reals(*a, low=0.4), reals(*b, low=0.6, seed=1), second=second)
        grid = np.meshgrid(array(-2, -1, 0, 1, 2, 3), array(-2, -1, 0, 1, 2, 3))
        if name in ("maximum", "minimum", "add", "mul"):
            add(name, f, grid[0].ravel(), grid[1].ravel())
        if name in ("pow", "div"):
            add(name, f, grid[0].ravel(), grid[1].ravel(), second=False)
        if name == "rem":
            signs = np.meshgrid(array(-7.5, -2.25, 2.25, 7.5), array(-2, 2, -3.5, 3.5))
            add(name, f, signs[0].ravel(), signs[1].ravel(), of=[0], second=False)
    for a, b in shapes[:2]:
        add("where", lambda x, y: torch.where(x > y, x.square(), y), reals(*a), reals(*b, seed=1))
    for weight in (0.0, 0.25, 1.0):
        f = lambda a, b, weight=weight: torch.lerp(a, b, weight)
        add("lerp", f, reals(4), reals(4, seed=1), weight=weight)


def reductions():
    pairs = [((7,), [0]), ((3, 4), [0]), ((3, 4), [1]), ((2, 3, 4), [0, 2]), ((2, 3), [0, 1])]
    for shape, axes in pairs:
        x = reals(*shape)
        for name, f in dict(sum=torch.sum, mean=torch.mean, max=torch.amax, min=torch.amin).items():
            add(name, lambda x, f=f, axes=axes: f(x, axes), x, axes=axes)
        for name, f in dict(max=torch.amax, min=torch.amin).items():
            add(name, lambda x, f=f, axes=axes: f(x, axes), tied(*shape), axes=axes)
        for unbiased in (True, False):
            for name, f in dict(var=torch.var, std=torch.std).items():
                g = lambda x, f=f, axes=axes, u=unbiased: f(x, axes, unbiased=u)
                add(name, g, x, axes=axes, unbiased=unbiased)
        for p in (1.0, 2.0, 3.0, 0.5, math.inf):
            word = "Infinity" if p == math.inf else p
            f = lambda x, p=p, axes=axes: torch.linalg.vector_norm(x, p, axes)
            add("norm", f, x, axes=axes, p=word)
        add("logSumExp", lambda x, axes=axes: torch.logsumexp(x, axes), x, axes=axes)
    for p in (1.0, 2.0, math.inf):
        word = "Infinity" if p == math.inf else p
        f = lambda x, p=p: torch.linalg.vector_norm(x, p, [1])
        add("norm", f, array(*[0] * 6).reshape(2, 3), axes=[1], p=word)
        add("norm", f, tied(3, 4), axes=[1], p=word)
    constant = array(3, 3, 3, 1, 2, 3).reshape(2, 3)
    add("std", lambda x: x.std([1]), constant, axes=[1], unbiased=True)
    low = array(-math.inf, -math.inf, -math.inf, 1, -math.inf, 2).reshape(2, 3)
    add("logSumExp", lambda x: torch.logsumexp(x, [1]), low, axes=[1])
    add("logSumExp", lambda x: torch.logsumexp(x, [1]), low * 0 + 1e4, axes=[1])
    add("sum", lambda x: x.sum([1]), reals(3, 0), axes=[1])
    for x in (reals(3, 4), tied(3, 4), array(0, 0, 2, 3).reshape(2, 2), reals(2, 0), reals(4, 37)):
        for axis in (0, 1):
            add("cumsum", lambda x, a=axis: x.cumsum(a), x, axis=axis)
            add("cumprod", lambda x, a=axis: x.cumprod(a), x, axis=axis)
            add("prod", lambda x, a=axis: x.prod(a), x, axes=[axis])
    for axis in (0, 1):
        for x in (reals(5, 4), tied(5, 4)):
            add("argmax", lambda x, a=axis: x.argmax(a), x, of=[], axis=axis)
            add("argmin", lambda x, a=axis: x.argmin(a), x, of=[], axis=axis)
            for down in (False, True):
                f = lambda x, a=axis, d=down: torch.sort(x, stable=True, dim=a, descending=d)
                add("sort", f, x, axis=axis, descending=down)
                g = lambda x, a=axis, d=down: torch.sort(x, stable=True, dim=a, descending=d)[1]
                add("argsort", g, x, of=[], axis=axis, descending=down)
                h = lambda x, a=axis, d=down: torch.topk(x, 3, dim=a, largest=d)
                if len(np.unique(x)) == x.size:
                    add("topk", h, x, axis=axis, k=3, largest=down)
    add("sort", lambda x: torch.sort(x, stable=True), SPECIAL, axis=0, descending=False)


def movement():
    x = reals(2, 3, 4)
    add("permute", lambda x: x.permute(2, 0, 1), x, order=[2, 0, 1])
    add("reshape", lambda x: x.t().reshape(2, 6), reals(3, 4), shape=[2, 6])
    add("expand", lambda x: x.expand(5, 2, 3), reals(2, 1), shape=[5, 2, 3])
    add("slice", lambda x: x[:, 1:4:2], reals(3, 5), axis=1, start=1, end=4, step=2)
    add("flip", lambda x: x.flip(0, 2), x, axes=[0, 2])
    add("windows", lambda x: x.unfold(1, 3, 2), reals(2, 9), axis=1, window=3, step=2)
    add("pad", lambda x: F.pad(x, (1, 2, 0, 3)), reals(2, 3), low=[0, 1], high=[3, 2])
    for mode in ("reflect", "replicate", "circular"):
        f = lambda x, m=mode: F.pad(x, (2, 1, 1, 2), mode=m)
        add("padMode", f, reals(1, 2, 4, 5), low=[0, 0, 1, 2], high=[0, 0, 2, 1], mode=mode)
        g = lambda x, m=mode: F.pad(x, (1, 2), mode=m)
        add("padMode", g, reals(2, 3, 4), low=[0, 0, 1], high=[0, 0, 2], mode=mode)
    for shift in (2, -1):
        add("roll", lambda x, s=shift: torch.roll(x, s, 1), reals(3, 5), axis=1, shift=shift)
    add("tile", lambda x: x.tile(2, 3), reals(2, 3), counts=[2, 3])
    f = lambda x: x.repeat_interleave(3, 1)
    add("repeatInterleave", f, reals(2, 3), axis=1, count=3)
    for k in (-1, 0, 1):
        add("tril", lambda x, k=k: x.tril(k), reals(4, 3), diagonal=k)
        add("triu", lambda x, k=k: x.triu(k), reals(3, 4), diagonal=k)
        add("diagonal", lambda x, k=k: x.diagonal(k), reals(4, 4), offset=k)
        add("diagEmbed", lambda x, k=k: torch.diag_embed(x, k), reals(2, 3), offset=k)
    add("concat", lambda a, b: torch.cat((a, b), 1), reals(2, 3), reals(2, 2), axis=1)
    add("stack", lambda a, b: torch.stack((a, b), 1), reals(2, 3), reals(2, 3, seed=1), axis=1)
    add("chunk", lambda x: x.chunk(3, 1), reals(2, 7), axis=1, count=3)
    index = wholes([[0, 2, 1, 0], [2, 2, 0, 1]])
    add("gather", lambda x, i: x.gather(0, i), reals(3, 4), index, axis=0)
    add("takeAlong", lambda x, i: torch.take_along_dim(x, i, 0), reals(3, 4), index, axis=0)
    f = lambda x, i: x.index_select(1, i)
    add("indexSelect", f, reals(3, 4), wholes([3, 0, 0]), axis=1)
    f = lambda x, i, u: x.scatter_add(0, i, u)
    add("scatterAdd", f, reals(3, 4), index, reals(2, 4), axis=0)
    distinct = wholes([[0, 2, 1, 0], [2, 1, 0, 1]])
    f = lambda x, i, u: x.scatter(0, i, u)
    add("scatter", f, reals(3, 4), distinct, reals(2, 4), axis=0)
    mask = wholes([[0, 1, 0], [1, 1, 0]])
    f = lambda x, m: x.masked_fill(m.bool(), -3.0)
    add("maskedFill", f, reals(2, 3), mask, value=-3.0)
    add("oneHot", lambda i: F.one_hot(i, 4), wholes([0, 3, 1]), of=[], classes=4)
    f = lambda w, i: F.embedding(i, w)
    add("embedding", f, reals(5, 3), wholes([[4, 0], [4, 1]]))
    add("embedding", f, reals(5, 3), wholes([]))
    for size in ((3, 8), (8, 3), (2, 2), (4, 5), (9, 11)):
        for mode in ("nearest", "bilinear"):
            f = lambda x, s=size, m=mode: F.interpolate(
                x, s, mode=m, align_corners=False if m == "bilinear" else None
            )
            add("interpolate", f, reals(2, 2, 4, 5), height=size[0], width=size[1], mode=mode)


def products():
    shapes = [((2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((5, 2, 3), (3, 4)), ((2, 0), (0, 3))]
    shapes += [((4, 1, 2, 3), (5, 3, 2)), ((17, 33), (33, 9)), ((1, 70), (70, 1))]
    for a, b in shapes:
        add("matmul", torch.matmul, reals(*a), reals(*b, seed=1))
    add("dot", torch.dot, reals(9), reals(9, seed=1))
    add("outer", torch.outer, reals(4), reals(3))
    for of, a, b in (
        ("ij,jk->ik", (2, 3), (3, 4)),
        ("bij,bjk->bik", (2, 3, 4), (2, 4, 2)),
        ("bhqd,bhkd->bhqk", (2, 2, 3, 4), (2, 2, 5, 4)),
        ("i,j->ij", (3,), (4,)),
        ("ii,ij->j", (3, 3), (3, 2)),
        ("ij,ij->", (3, 2), (3, 2)),
        ("ij,kj->ki", (3, 2), (4, 2)),
    ):
        f = lambda a, b, of=of: torch.einsum(of, a, b)
        CASES.append(Case("einsum", {"of": of}, (reals(*a), reals(*b, seed=1)), [0, 1], f, True))
    for rows in ((4,), (2, 3), ()):
        add("linear", F.linear, reals(*rows, 5), reals(3, 5), reals(3))


def losses():
    kinds = [("mean", "mean"), ("sum", "sum"), ("none", "none")]
    for word, r in kinds:
        same = dict(reduction=word)
        for shape in ((5,), (3, 4)):
            x, t = reals(*shape), reals(*shape, seed=1)
            add("l1Loss", lambda x, t, r=r: F.l1_loss(x, t, reduction=r), x, t, of=[0], **same)
            add("mse", lambda x, t, r=r: F.mse_loss(x, t, reduction=r), x, t, **same)
            for k in (0.5, 1.0):
                f = lambda x, t, r=r, k=k: F.huber_loss(x, t, reduction=r, delta=k)
                add("huberLoss", f, x, t, of=[0], delta=k, **same)
                f = lambda x, t, r=r, k=k: F.smooth_l1_loss(x, t, reduction=r, beta=k)
                add("smoothL1Loss", f, x, t, of=[0], beta=k, **same)
            p = reals(*shape, low=0.05, high=0.95)
            q = reals(*shape, low=0.0, high=1.0, seed=2)
            f = lambda x, t, r=r: F.binary_cross_entropy(x, t, reduction=r)
            add("bce", f, p, q, of=[0], **same)
            f = lambda x, t, r=r: F.binary_cross_entropy_with_logits(x, t, reduction=r)
            add("bceLogits", f, x * 10, q, of=[0], **same)
            f = lambda x, t, w, r=r: F.binary_cross_entropy_with_logits(
                x, t, pos_weight=w, reduction=r
            )
            add("bceLogits", f, x, q, reals(shape[-1], low=0.5), of=[0], **same)
            f = lambda x, t, r=r: F.kl_div(x, t, reduction=r)
            add("klDiv", f, -q - 0.1, p, of=[0], **same)
            sign = np.sign(reals(*shape, seed=3))
            f = lambda x, s, r=r: F.hinge_embedding_loss(x, s, margin=1.5, reduction=r)
            add("hingeEmbedding", f, x, sign, of=[0], margin=1.5, **same)
            f = lambda a, b, s, r=r: F.margin_ranking_loss(a, b, s, margin=0.5, reduction=r)
            add("marginRanking", f, x, t, sign, of=[0, 1], margin=0.5, **same)
        sign = array(1, -1, 1, -1)
        a, b, c = reals(4, 6), reals(4, 6, seed=1), reals(4, 6, seed=2)
        f = lambda a, b, s, r=r: F.cosine_embedding_loss(a, b, s, margin=0.1, reduction=r)
        add("cosineEmbedding", f, a, b, sign, of=[0, 1], margin=0.1, **same)
        for p in (2.0, 1.0, 3.0):
            f = lambda a, b, c, r=r, p=p: F.triplet_margin_loss(a, b, c, 1.0, p, reduction=r)
            add("tripletMargin", f, a, b, c, margin=1.0, p=p, **same)
        labels = wholes([2, 0, 1, 3, 2])
        w = array(0.5, 1, 2, 0.25)
        x = reals(5, 4, low=-5, high=5)
        for ignore in (-100, 2):
            f = lambda x, t, r=r, i=ignore: F.nll_loss(x, t, ignore_index=i, reduction=r)
            add("nll", f, x, labels, ignore=ignore, **same)
            f = lambda x, t, w, r=r, i=ignore: F.nll_loss(x, t, w, ignore_index=i, reduction=r)
            add("nll", f, x, labels, w, of=[0], ignore=ignore, **same)
            for s in (0.0, 0.2):
                f = lambda x, t, r=r, i=ignore, s=s: F.cross_entropy(
                    x, t, ignore_index=i, reduction=r, label_smoothing=s
                )
                add("crossEntropy", f, x, labels, ignore=ignore, smoothing=s, **same)
                f = lambda x, t, w, r=r, i=ignore, s=s: F.cross_entropy(
                    x, t, w, ignore_index=i, reduction=r, label_smoothing=s
                )
                add("crossEntropy", f, x, labels, w, of=[0], ignore=ignore, smoothing=s, **same)
    labels = wholes([2, 0, 1, 3, 2])
    for scale in (1, 30, 1000):
        add("plainCrossEntropy", F.cross_entropy, scale * reals(5, 4), labels, reduction="mean")
    edges = array(0, 1, 0.5, 1e-30, 1)
    f = lambda x, t: F.binary_cross_entropy(x, t, reduction="none")
    add("bce", f, edges, array(0, 1, 0.5, 1, 0), of=[0], reduction="none")
    f = lambda x, t: F.binary_cross_entropy_with_logits(x, t, reduction="none")
    add("bceLogits", f, array(1000, -1000, 0, 100), array(1, 0, 0.5, 0), of=[0], reduction="none")
    f = lambda x, t: F.kl_div(x, t, reduction="none")
    add("klDiv", f, array(-1, -2, -3), array(0, 0.5, 1), of=[0], reduction="none")
    x = array(-1.5, -1, -0.5, 0, 0.5, 1, 1.5)
    for word, f, more in (
        ("l1Loss", F.l1_loss, {}),
        ("huberLoss", F.huber_loss, {"delta": 1.0}),
        ("smoothL1Loss", F.smooth_l1_loss, {"beta": 1.0}),
    ):
        g = lambda x, t, f=f: f(x, t, reduction="none")
        add(word, g, x, 0 * x, of=[0], reduction="none", **more)


def norms():
    for shape, width in (((3, 5), (5,)), ((2, 3, 4), (3, 4)), ((4,), (4,)), ((0, 5), (5,))):
        gain, bias = reals(*width, low=0.5), reals(*width, seed=1)
        f = lambda x, g, b, width=width: F.layer_norm(x, width, g, b, 1e-5)
        add("layerNorm", f, reals(*shape), gain, bias, eps=1e-5)
        axes = list(range(-len(width), 0))
        f = lambda x, g, axes=axes: x * torch.rsqrt(x.square().mean(axes, True) + 1e-5) * g
        add("rmsNorm", f, reals(*shape), gain, eps=1e-5)
    constant = array(*[3.0] * 8).reshape(2, 4)
    f = lambda x, g, b: F.layer_norm(x, (4,), g, b, 1e-5)
    add("layerNorm", f, constant, reals(4), reals(4, seed=1), eps=1e-5)
    for shape in ((6, 4), (3, 4, 5), (2, 4, 3, 3)):
        gain, bias = reals(4, low=0.5), reals(4, seed=1)
        mean, variance = reals(4, seed=2), reals(4, low=0.2)
        f = lambda x, g, b, m, v: F.batch_norm(x, m, v, g, b, False, 0.1, 1e-5)
        add("batchNorm", f, reals(*shape), gain, bias, mean, variance, of=[0, 1, 2], eps=1e-5)

        def training(x, g, b):
            axes = [i for i in range(x.dim()) if i != 1]
            y = F.batch_norm(x, None, None, g, b, True, 0.1, 1e-5)
            return y, x.mean(axes), x.var(axes, unbiased=False)

        add("batchNormTraining", training, reals(*shape), gain, bias, eps=1e-5)
        for groups in (1, 2, 4) if len(shape) > 2 else (1, 2):
            f = lambda x, g, b, k=groups: F.group_norm(x, k, g, b, 1e-5)
            add("groupNorm", f, reals(*shape), gain, bias, groups=groups, eps=1e-5)
        if len(shape) > 2:
            f = lambda x, g, b: F.instance_norm(x, None, None, g, b, True, 0.1, 1e-5)
            add("instanceNorm", f, reals(*shape), gain, bias, eps=1e-5)
    for axis in (0, 1, -1):
        for x in (reals(3, 5), 100 * reals(3, 5), tied(3, 5)):
            add("softmax", lambda x, a=axis: x.softmax(a), x, axis=axis)
            add("logSoftmax", lambda x, a=axis: x.log_softmax(a), x, axis=axis)
    masked = array(1, -math.inf, 2, -math.inf).reshape(2, 2)
    add("softmax", lambda x: x.softmax(-1), masked, axis=-1)


def windows():
    for stride, padding, dilation, groups in (
        (1, 0, 1, 1), (1, 1, 1, 1), (2, 1, 1, 1), (1, 2, 2, 1), (2, 1, 2, 2), (3, 2, 1, 4),
    ):
        slide = [stride, padding, dilation]
        how = dict(stride=stride, padding=padding, dilation=dilation, groups=groups)
        x, w = reals(2, 4, 9), reals(8, 4 // groups, 3)
        f = lambda x, w, how=how: F.conv1d(x, w, **how)
        add("conv1d", f, x, w, along=slide, groups=groups)
        for kernel, other in (((3, 3), slide), ((2, 3), [1, 1, 1])):
            two = {
                "stride": (stride, other[0]),
                "padding": (padding, other[1]),
                "dilation": (dilation, other[2]),
                "groups": groups,
            }
            x, w = reals(2, 4, 7, 8), reals(4, 4 // groups, *kernel)
            f = lambda x, w, two=two: F.conv2d(x, w, **two)
            add("conv2d", f, x, w, rows=slide, columns=other, groups=groups)
            more = (min(1, stride - 1), 0)
            f = lambda x, w, two=two, more=more: F.conv_transpose2d(
                x, w, output_padding=more, **two
            )
            x, w = reals(2, 4, 4, 5), reals(4, 2, *kernel)
            add("convTranspose2d", f, x, w, rows=slide, columns=other, groups=groups, more=more)
        more = 1 if stride > 1 else 0
        f = lambda x, w, how=how, more=more: F.conv_transpose1d(x, w, output_padding=more, **how)
        add(
            "convTranspose1d", f, reals(2, 4, 5), reals(4, 2, 3),
            along=slide, groups=groups, more=more,
        )
    pools()


def pools():
    for k, s, p, d in ((2, 2, 0, 1), (3, 2, 1, 1), (3, 1, 1, 1), (2, 1, 0, 2), (3, 2, 1, 2)):
        slide = [s, p, d]
        for x in (reals(2, 3, 7, 8), tied(2, 3, 7, 8)):
            f = lambda x, k=k, s=s, p=p, d=d: F.max_pool2d(x, k, s, p, d)
            add("maxPool2d", f, x, window=[k, k], rows=slide, columns=slide)
        f = lambda x, k=k, s=s, p=p, d=d: F.unfold(x, k, d, p, s)
        add("unfold", f, reals(2, 2, 6, 7), window=[k, k], rows=slide, columns=slide)
        positions = lambda n: (n + 2 * p - d * (k - 1) - 1) // s + 1
        x = reals(2, 2 * k * k, positions(6) * positions(7))
        f = lambda x, k=k, s=s, p=p, d=d: F.fold(x, (6, 7), k, d, p, s)
        add("fold", f, x, window=[k, k], rows=slide, columns=slide, height=6, width=7)
        if d > 1:
            continue
        for x in (reals(2, 3, 9), tied(2, 3, 9)):
            f = lambda x, k=k, s=s, p=p: F.max_pool1d(x, k, s, p)
            add("maxPool1d", f, x, window=[k], along=slide)
        for count in (True, False):
            f = lambda x, k=k, s=s, p=p, c=count: F.avg_pool1d(x, k, s, p, count_include_pad=c)
            add("avgPool1d", f, reals(2, 3, 9), window=[k], along=slide, count=count)
            f = lambda x, k=k, s=s, p=p, c=count: F.avg_pool2d(x, k, s, p, count_include_pad=c)
            add(
                "avgPool2d", f, reals(2, 3, 7, 8),
                window=[k, k], rows=slide, columns=slide, count=count,
            )
    for size in ((1, 1), (2, 3), (3, 2), (5, 7), (6, 9)):
        x = reals(2, 2, 5, 7)
        how = dict(height=size[0], width=size[1])
        add("adaptiveAvgPool2d", lambda x, s=size: F.adaptive_avg_pool2d(x, s), x, **how)
        for x in (x, tied(2, 2, 5, 7)):
            add("adaptiveMaxPool2d", lambda x, s=size: F.adaptive_max_pool2d(x, s), x, **how)
        line = reals(2, 3, 7)
        n = size[1]
        add("adaptiveAvgPool1d", lambda x, n=n: F.adaptive_avg_pool1d(x, n), line, length=n)
        add("adaptiveMaxPool1d", lambda x, n=n: F.adaptive_max_pool1d(x, n), line, length=n)


def attend(q, k, v, mask=None, causal=False):
    scores = q @ k.transpose(-1, -2) / math.sqrt(q.shape[-1])
    if mask is not None and mask.dtype == torch.int64:
        scores = scores.masked_fill(mask == 0, -math.inf)
    elif mask is not None:
        scores = scores + mask
    if causal:
        hidden = torch.ones(scores.shape[-2:]).triu(1).bool()
        scores = scores.masked_fill(hidden, -math.inf)
    return scores.softmax(-1) @ v


def sequences():
    for batch in ((), (2,), (2, 3)):
        q, k, v = reals(*batch, 4, 6), reals(*batch, 5, 6), reals(*batch, 5, 3)
        for causal in (False, True):
            f = lambda q, k, v, c=causal: attend(q, k, v, None, c)
            add("attention", f, q, k, v, causal=causal)
            f = lambda q, k, v, m, c=causal: attend(q, k, v, m, c)
            seen = wholes([[1, 0, 1, 1, 0], [1, 1, 0, 0, 1], [1, 0, 0, 0, 1], [1] * 5])
            add("attention", f, q, k, v, seen, causal=causal, truth=True)
            add("attention", f, q, k, v, reals(4, 5), causal=causal, truth=False)
    for n, i, h in ((2, 3, 4), (1, 1, 1), (5, 4, 3)):
        for name, gates in (("lstm", 4), ("gru", 3)):
            weights = [reals(gates * h, i), reals(gates * h, h), reals(gates * h)]
            weights.append(reals(gates * h, seed=1))
            states = [reals(n, h, seed=s) for s in range(2 if gates == 4 else 1)]
            add(name + "Cell", cell(name), reals(n, i), *states, *weights)
            for steps in (1, 4):
                add(name, sequence(name), reals(steps, n, i), *states, *weights)


def cell(name):
    if name == "gru":
        return lambda x, h, *weights: torch._VF.gru_cell(x, h, *weights)
    return lambda x, h, c, *weights: torch._VF.lstm_cell(x, (h, c), *weights)


def sequence(name):
    how = (True, 1, 0.0, False, False, False)

    def gru(x, h, *weights):
        y, last = torch._VF.gru(x, h[None], weights, *how)
        return y, last[0]

    def lstm(x, h, c, *weights):
        y, last, cells = torch._VF.lstm(x, (h[None], c[None]), weights, *how)
        return y, last[0], cells[0]

    return gru if name == "gru" else lstm


def steps(build, moments):
    def run(p, *rest):
        p = p.clone().requires_grad_()
        optimizer = build([p])
        for g in rest[::2]:
            p.grad = g.clone()
            optimizer.step()
        state = optimizer.state[p]
        found = [state.get(name) for name in moments]
        return (p.detach(), *[torch.zeros_like(p) if x is None else x for x in found])

    return run


def optimizers():
    def numbers(*of):
        return lambda t: np.array([f(t) if callable(f) else f for f in of])

    O = torch.optim
    one, two = lambda t: 1 - 0.9**t, lambda t: 1 - 0.99**t
    for decay in (0.0, 0.01):
        adam = dict(lr=0.05, betas=(0.9, 0.99), eps=1e-8, weight_decay=decay)
        kinds = [
            ("sgd", lambda p, d=decay: O.SGD(p, 0.1, 0.9, 0, d), ["momentum_buffer"],
             numbers(0.1, 0.9, decay)),
            ("nesterov", lambda p, d=decay: O.SGD(p, 0.1, 0.9, 0, d, True), ["momentum_buffer"],
             numbers(0.1, 0.9, decay)),
            ("adam", lambda p, a=adam: O.Adam(p, **a), ["exp_avg", "exp_avg_sq"],
             numbers(0.05, 0.9, 0.99, 1e-8, decay, one, two)),
            ("adamw", lambda p, a=adam: O.AdamW(p, **a), ["exp_avg", "exp_avg_sq"],
             numbers(0.05, 0.9, 0.99, 1e-8, decay, one, two)),
            ("adagrad", lambda p, d=decay: O.Adagrad(p, 0.1, weight_decay=d, eps=1e-10), ["sum"],
             numbers(0.1, 1e-10, decay)),
        ]
        for m in (0.0, 0.9):
            kinds.append(
                ("rmsprop",
                 lambda p, d=decay, m=m: O.RMSprop(p, 0.01, 0.95, 1e-8, d, m),
                 ["square_avg", "momentum_buffer"] if m else ["square_avg"],
                 numbers(0.01, 0.95, 1e-8, decay, m)))
        kinds.append(("sgd", lambda p, d=decay: O.SGD(p, 0.1, weight_decay=d), [],
                      numbers(0.1, 0.0, decay)))
        for name, build, moments, of in kinds:
            for shape in ((5,), (3, 4), (0,)):
                operands = [reals(*shape)]
                for t in range(1, 8):
                    operands += [reals(*shape, seed=t), of(t)]
                add(name, steps(build, moments), *operands, of=[])

    def clip(a, b, most):
        a, b = a.clone().requires_grad_(), b.clone().requires_grad_()
        a.grad, b.grad = a.detach().clone(), b.detach().clone()
        torch.nn.utils.clip_grad_norm_([a, b], most)
        return a.grad, b.grad

    for most in (0.5, 100.0):
        add("clipNorm", lambda a, b, m=most: clip(a, b, m), reals(3, 4), reals(5), of=[], max=most)


def every():
    unary()
    activations()
    binary()
    reductions()
    movement()
    products()
    losses()
    norms()
    windows()
    sequences()
    optimizers()
    return CASES
