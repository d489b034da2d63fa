"""Fixed expressions of several words, and the part of speech they act as."""

from shared.french.words import phrases

ADVERBIAL = phrases(
    """d' abord | d' accord | d' habitude | tout à coup | tout à fait | tout de suite | à peu près
    | tout le temps | de temps en temps | en général | en fait | en effet | en train | en retard
    | en avance | en plus | en revanche | au moins | au fait | du coup | du tout | par exemple
    | par contre | par hasard | à la fois | tout de même | quand même | de plus en plus
    | de moins en moins | d' ailleurs | au début | à la fin | à peine | bien sûr | sans doute
    | peut-être | aujourd'hui | plus tard | là-bas | tout seul | tout court | un peu | à nouveau
    | de nouveau | en tout cas | pas mal | à cause | grâce"""
)
CONJUNCTIVE = phrases(
    """parce que | parce qu' | bien que | bien qu' | pour que | pour qu' | avant que | avant qu'
    | alors que | alors qu' | dès que | dès qu' | afin que | afin qu' | sans que | sans qu'
    | pendant que | pendant qu' | tandis que | tandis qu' | après que | après qu' | depuis que
    | depuis qu' | tant que | tant qu' | à condition que | à condition qu' | jusqu' à ce que
    | jusqu' à ce qu' | de peur que | ainsi que | même si | comme si | pourvu que | pourvu qu'"""
)
