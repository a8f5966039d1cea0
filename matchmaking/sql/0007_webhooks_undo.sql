SELECT core_unwatch('matchmaking\_listing%');
