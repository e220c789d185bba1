"""Times networkx and rustworkx on the edges and starts of the impact benchmark, and compares what they reach.

Arguments: the folder with edges.txt and answers.txt.
"""

import pathlib
import sys
import time

import networkx
import rustworkx

folder = pathlib.Path(sys.argv[1])
edges = [line.split(" ") for line in (folder / "edges.txt").read_text().splitlines()]
answers = [line.split(" ") for line in (folder / "answers.txt").read_text().splitlines()]
begin = time.perf_counter()
slow = networkx.DiGraph()
slow.add_edges_from(edges)
print(f"networkx made its graph of {slow.number_of_nodes()} columns, {len(edges)} edges in {time.perf_counter() - begin:.1f} s")
numbers = {name: i for i, name in enumerate(slow.nodes)}
fast = rustworkx.PyDiGraph(multigraph=False)
fast.add_nodes_from(range(len(numbers)))
fast.add_edges_from_no_data([(numbers[a], numbers[b]) for a, b in edges])


def walks(name, closure):
    times, differ = [], 0
    for table, column, size in answers:
        begin = time.perf_counter()
        reached = closure(f"t{table}.c{column}")
        times.append((time.perf_counter() - begin) * 1e3)
        differ += reached != int(size)
    times.sort()
    p50, p95 = times[len(times) // 2], times[len(times) * 95 // 100]
    print(f"{name} descendants: p50 {p50:.1f} ms, p95 {p95:.1f} ms, most {times[-1]:.1f} ms; {differ} of {len(times)} differ from ours")


walks(f"networkx {networkx.__version__}", lambda n: len(networkx.descendants(slow, n)) if n in slow else 0)
walks(
    f"rustworkx {rustworkx.__version__}",
    lambda n: len(rustworkx.descendants(fast, numbers[n])) if n in numbers else 0,
)
