lab layers lab/shop:1.0
