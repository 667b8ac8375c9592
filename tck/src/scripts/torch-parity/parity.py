#!/usr/bin/python3
"""Runs the same calls in PyTorch and in Jacobi and compares them: see README.md."""
import argparse
import glob
import os
import subprocess
import sys
import tempfile
import warnings

import numpy as np
import torch

sys.dont_write_bytecode = True

import cases  # noqa: E402
import explained  # noqa: E402
import safetensors  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.normpath(os.path.join(HERE, "../../../.."))
EPSILON = {"F64": 2.0**-52, "F32": 2.0**-23}
# Two ways to compute the same differ by some roundings of some terms.
BOUND = 512


def cotangent(shape, seed):
    return cases.exact(np.random.default_rng(seed).uniform(0.5, 1.5, shape))


def torch_run(case, dtype):
    """Results, gradients, second derivatives; lists of arrays, None of what there is not."""
    operands = []
    for place, x in enumerate(case.operands):
        tensor = torch.tensor(x)
        tensor = tensor.to(dtype) if tensor.is_floating_point() else tensor
        operands.append(tensor.requires_grad_(place in case.differentiated))
    results = case.function(*operands)
    results = list(results) if isinstance(results, (tuple, list)) else [results]
    watched = [operands[i] for i in case.differentiated]
    if not watched:
        return arrays(results), None, None
    floats = [y for y in results if y.is_floating_point()]
    loss = sum((y * like(cotangent(y.shape, i), y)).sum() for i, y in enumerate(floats))
    first = gradients(loss, watched, case.second)
    if not case.second:
        return arrays(results), arrays(first), None
    terms = [(g * like(cotangent(g.shape, 100 + i), g)).sum() for i, g in enumerate(first)]
    try:
        second = gradients(sum(terms), watched, False)
    except RuntimeError as missing:
        if "not implemented" not in str(missing) and "not differentiable" not in str(missing):
            raise
        case.second = False
        return arrays(results), arrays(first), None
    return arrays(results), arrays(first), arrays(second)


def gradients(loss, watched, recorded):
    if not loss.requires_grad:
        return [torch.zeros_like(x) for x in watched]
    found = torch.autograd.grad(loss, watched, create_graph=recorded, allow_unused=True)
    return [torch.zeros_like(x) if g is None else g for x, g in zip(watched, found)]


def like(array, tensor):
    return torch.tensor(array).to(tensor.dtype)


def arrays(tensors):
    return [array(x.detach()) for x in tensors]


def array(x):
    # A zero tensor has no memory, but numpy() reads it.
    x = torch.zeros(x.shape) if torch._is_zerotensor(x) else x
    return x.to(torch.float64).numpy()


def jacobi_run(every, truths, folder, options):
    """The same by Jacobi: a table from (number, type) to results, gradients, second derivatives."""
    calls, inputs = {}, {}
    for number, case in enumerate(every):
        for kind, dtype in (("F64", np.float64), ("F32", np.float32)):
            name = f"{number}.{kind}"
            calls[name] = case.call()
            y, g, h = truths[number]
            given = {"in": case.operands}
            if g is not None:
                floats = [i for i, x in enumerate(y) if case.differentiated]
                given["u"] = [cotangent(y[i].shape, i) for i in floats if i in case.floats]
            if h is not None:
                given["w"] = [cotangent(x.shape, 100 + i) for i, x in enumerate(g)]
            for group, members in given.items():
                for i, x in enumerate(members):
                    x = x.astype(dtype) if x.dtype == np.float64 else x
                    inputs[f"{name}.{group}.{i}"] = x
    source, target = os.path.join(folder, "calls"), os.path.join(folder, "results")
    safetensors.write(source, calls, inputs)
    jars = [j for j in glob.glob(f"{ROOT}/*/target/jacobi-*.jar") if "sources" not in j]
    jars += glob.glob(options.more)
    command = [options.java, *options.option, "-cp", os.pathsep.join(jars)]
    command += ["--add-modules=jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    command += [os.path.join(HERE, "Parity.java"), source, target]
    subprocess.run(command, check=True)
    return safetensors.read(target)


def members(found, name, group):
    result = []
    while f"{name}.{group}.{len(result)}" in found:
        result.append(found[f"{name}.{group}.{len(result)}"])
    return result


def deviation(expected, found, epsilon, but=None):
    """The greatest difference in units of `epsilon` of the greatest element, at least 1/16."""
    if expected.shape != found.shape:
        return np.inf
    if but is not None and but.shape == expected.shape:
        expected, found = expected[~but], found[~but]
    finite = np.isfinite(expected)
    same = np.where(np.isnan(expected), np.isnan(found), expected == found)
    if not np.all(same | finite) or not np.all(np.isfinite(found[finite])):
        return np.inf
    if not finite.any():
        return 0.0
    scale = max(np.abs(expected[finite]).max(), 1 / 16)
    return float(np.abs(expected[finite] - found[finite]).max() / (epsilon * scale))


def worst(expected, found, epsilon, but=None):
    if expected is None:
        return None
    if len(expected) > len(found):
        return np.inf
    return max([deviation(e, f, epsilon, but) for e, f in zip(expected, found)], default=0.0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", default=os.environ.get("JAVA_HOME", "") + "/bin/java")
    parser.add_argument("--option", action="append", default=[], help="of java, such as -D…")
    parser.add_argument("--more", default="", help="a pattern of more jars for the class path")
    parser.add_argument("--only", default="", help="ops whose names hold this")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    torch.set_num_threads(1)
    every = [case for case in cases.every() if options.only in case.op]
    truths, singles = [], []
    for case in every:
        truths.append(torch_run(case, torch.float64))
        case.floats = range(len(truths[-1][0])) if case.op not in ("sort", "topk") else [0]
        singles.append(torch_run(case, torch.float32))
    with tempfile.TemporaryDirectory() as folder:
        about, found = jacobi_run(every, truths, folder, options)
    sys.exit(report(every, truths, singles, about, found))


def report(every, truths, singles, about, found):
    table, wrong, excused = {}, [], {}
    for number, case in enumerate(every):
        rows = table.setdefault(case.op, [0, 0, {}])
        for kind in EPSILON:
            name = f"{number}.{kind}"
            rows[0] += 1
            rows[1] += truths[number][2] is not None
            for order, group in enumerate("ygh"):
                expected = truths[number][order]
                if expected is None:
                    continue
                results = members(found, name, group)
                theirs = worst(expected, singles[number][order] or [], EPSILON["F32"])
                limit = BOUND if kind == "F64" else max(BOUND, 4 * theirs)
                mine = worst(expected, results, EPSILON[kind])
                for mask, reason in explained.of(case, group) if mine > limit else ():
                    mine = worst(expected, results, EPSILON[kind], mask)
                    excused.setdefault(reason, set()).add(case.op)
                if mine > limit:
                    wrong.append((number, case, kind, order, mine, about.get(name, ""), results))
                put(rows[2], (kind, order), mine)
                if kind == "F32":
                    put(rows[2], ("torch", order), theirs)
    show(table, about)
    print("\nWhere the two mean something else:\n")
    for reason, ops in excused.items():
        print(f"* {', '.join(sorted(ops))}: {reason}.")
    for one in wrong:
        complain(truths, *one)
    return 1 if wrong else 0


def complain(truths, number, case, kind, order, mine, failure, results):
    print(f"\nWRONG {case.call()} {kind} {'ygh'[order]}: {mine:.3g} {failure}")
    for i, x in enumerate(case.operands[:3]):
        print(f"  operand {i}: {np.array2string(x, threshold=24)}")
    for e, f in zip(truths[number][order], results):
        if deviation(e, f, EPSILON[kind]) > BOUND:
            print(f"  torch:  {np.array2string(e, threshold=24)}")
            print(f"  jacobi: {np.array2string(f, threshold=24)}")


def put(table, key, value):
    if np.isfinite(value):
        table[key] = max(table.get(key, 0.0), value)


def show(table, about):
    print(f"PyTorch {torch.__version__}, NumPy {np.__version__}, Jacobi on {about['device']}")
    count, second = sum(r[0] for r in table.values()), sum(r[1] for r in table.values())
    print(f"{len(table)} ops, {count} cases, {second} of them of the second order\n")
    print("| op | cases | F64 | first | second | F32 | first | second | PyTorch's F32 |")
    print("| --- |" + " ---: |" * 8)
    for op in sorted(table):
        rows = table[op]
        cells = [rows[2].get((kind, order)) for kind in ("F64", "F32") for order in range(3)]
        theirs = [rows[2][key] for key in rows[2] if key[0] == "torch"]
        cells.append(max(theirs, default=None))
        words = ["" if x is None else f"{x:.1f}" for x in cells]
        print(f"| {op} | {rows[0]} | " + " | ".join(words) + " |")


if __name__ == "__main__":
    main()
