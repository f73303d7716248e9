"""The front door: gets the process ready once, lists the pages, and runs the one that the address names."""

from rollcall.intake.invented_area import bring_in_invented_area
from rollcall.intake.reading import read
from rollcall.show import screen

screen.settle(read.warm)
screen.enter_front_door(bring_in_invented_area)
