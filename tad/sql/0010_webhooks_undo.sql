SELECT core_unwatch('tad\_%');
