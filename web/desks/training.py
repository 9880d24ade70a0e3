"""All addresses of the desk of those who teach how it works."""

from web.desks import trainer, trainer_make, trainer_play

__all__ = ["ROUTERS"]

ROUTERS = (trainer.router, trainer_play.router, trainer_make.router)
