"""The pages as a table of Markdown; what was missed is marked."""

from bench.scale.rounds import Taken


def show(found: dict[int, dict[str, Taken]]) -> None:
    sizes = list(found)
    print(
        "\n| page | queries | KB | "
        + " | ".join(f"{size:,}" for size in sizes)
        + " | cpu | ms | own growth | at most |"
    )
    print("|---|" + "---:|" * (len(sizes) + 6))
    for name, last in found[sizes[-1]].items():
        taken = [found[size][name] for size in sizes]
        growth = last.milliseconds / taken[0].milliseconds * _floor(taken[0]) / _floor(last)
        ratios = " | ".join(f"{one.ratio:.2f}" for one in taken)
        most = "" if last.most is None else f"{last.most}{' **missed**' if last.ratio > last.most else ''}"
        print(
            f"| {name} | {last.queries} | {last.kilobytes:.0f} | {ratios} | {last.cpu_ratio:.2f} "
            f"| {last.milliseconds:.1f} | {growth:.2f} | {most} |"
        )


def _floor(taken: Taken) -> float:
    """What the floor took beside this page."""
    return taken.milliseconds / taken.ratio
