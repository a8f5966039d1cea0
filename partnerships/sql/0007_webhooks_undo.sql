SELECT core_unwatch('partnerships\_%');
