docker history lab/shop:1.0
