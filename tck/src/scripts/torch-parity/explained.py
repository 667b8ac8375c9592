"""Where Jacobi means something else than PyTorch, and why."""
import numpy as np

KINKED = ("leakyRelu", "elu", "selu", "clamp", "clampMin", "clampMax")


def nan(case):
    return np.isnan(case.operands[0])


def zero(case):
    return case.operands[0] == 0


def endless(case):
    """Rows of nothing but −∞."""
    x = case.operands[0]
    return np.broadcast_to(np.isneginf(x).all(axis=1, keepdims=True), x.shape)


def certain(case):
    """Probabilities of 0 and 1, and those PyTorch takes for 0."""
    x = case.operands[0]
    return (x < 1e-12) | (x == 1)


def ends(case):
    """Where a quadratic loss becomes a linear one."""
    return np.abs(case.operands[0]) == 1


def great(case):
    return case.operands[0] >= 1000


def everywhere(case):
    return np.ones(case.operands[0].shape, dtype=bool)


# Ops, results (y), gradients (g) or second derivatives (h), at which elements, and why.
DIFFERENCES = [
    (("sign",), "y", nan, "NaN stays NaN, as in NumPy; PyTorch's sign of NaN is 0"),
    (("abs",), "g", nan, "the slope of abs at NaN is its sign, NaN; PyTorch's is 0"),
    (KINKED, "g", nan, "the gradient goes the way the value NaN went, x itself; PyTorch's goes"
     " the other way, or nowhere"),
    (("elu", "selu"), "h", zero, "the second derivative at the kink 0 is that of the left side, as"
     " the value and the first are; PyTorch's is that of the right"),
    (("huberLoss", "smoothL1Loss"), "h", ends, "at the ends of the parabola the second derivative"
     " is that of the parabola; PyTorch's is that of the line"),
    (("mish",), "h", great, "PyTorch's second derivative overflows"),
    (("norm",), "h", zero, "of zeros all derivatives are 0; PyTorch's second is NaN"),
    (("logSumExp",), "gh", endless, "of nothing but −∞ the gradient is 0; PyTorch's is NaN"),
    (("bce",), "g", certain, "the derivative of the formula, 0 where a logarithm is cut off at"
     " −100; PyTorch divides by x·(1 − x), but at least 1e-12"),
    (("bce",), "h", everywhere, "PyTorch adds 1e-12 to denominators of its second derivative"),
]


def of(case, group):
    """Pairs of a mask over the elements of the first operand and a reason."""
    for ops, groups, mask, reason in DIFFERENCES:
        if case.op in ops and group in groups:
            yield mask(case), reason
