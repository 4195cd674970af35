"""Draw all figures that are made from data: `python manuscript/figures/make/all.py`. Needs matplotlib."""

from pathlib import Path

import charts
import draw
import maps
import timelines


def main() -> None:
    """Draw them."""
    with draw.faces() as place:
        draw.prepare(Path(place))
        for figure in (*charts.ALL, *timelines.ALL, *maps.ALL):
            figure()


if __name__ == "__main__":
    main()
