-- The arithmetic of percentages, on whole numbers where it can be. Nothing here knows a band or a threshold.

-- The whole per cent nearest to yes/n, halves up; null where n is 0.
create macro rounded_percentage(yes, n) as (200 * yes + n) // (2 * nullif(n, 0));

-- The ordinal of the band that a percentage falls into, given where the bands begin: how many begin at it or below;
-- null where there are no bands.
-- Whole percentages first; then the exact fraction yes/n, multiplied out; then as the programme reads them.
create macro band_when_rounded(lowers, yes, n) as
    len(list_filter(lowers, lambda lower: lower <= rounded_percentage(yes, n)));
create macro band_when_exact(lowers, yes, n) as
    len(list_filter(lowers, lambda lower: lower * n <= 100 * yes));
create macro band_of(rounding, lowers, yes, n) as case
    when n = 0 then null
    when rounding = 'nearest' then band_when_rounded(lowers, yes, n)
    else band_when_exact(lowers, yes, n)
end;

-- Whether scores that add up to `total`, of at most `out_of`, reach an overall rating that begins at `lower`.
create macro reaches(how, total, out_of, lower) as
    case how when 'share' then lower * out_of <= 100 * total else lower <= total end;

-- n cases out of a known population weigh more than n cases out of an endless one: n(N-1)/(N-n), endless where all
-- are seen. Without a known population, n.
create macro effective_n(n, population) as case
    when population is null then n::double
    when population <= n then 'infinity'::double
    else n * (population - 1.0) / (population - n)
end;

-- Wilson's interval of yes/n, as fractions, with an effective n; the point itself where that is endless.
create macro wilson_low(p, n, z) as case
    when p is null or n = 'infinity'::double then p
    else greatest(0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))
end;
create macro wilson_high(p, n, z) as case
    when p is null or n = 'infinity'::double then p
    else least(1, (p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))
end;

-- The widest half-interval, at one half, that n cases give: z√(1/4n), with the same correction. Points; null at 0.
create macro margin_points(n, population, z) as
    case when n > 0 then coalesce(100 * z * sqrt(0.25 / effective_n(n, population)), 0) end;

-- How many cases of a population give that margin (in points, at one half): z²/4e² of an endless one, fewer of a small
-- one, a part of a case counted as a whole; null where the population is not known.
create macro required_cases(population, z, margin) as case
    when population = 0 then 0
    else ceil(power(50 * z / margin, 2) * population / (population + power(50 * z / margin, 2) - 1))::bigint
end;
