-- The arithmetic of percentages, on whole numbers where it can be. Nothing here knows a band or a threshold.

-- The whole per cent nearest to yes/n, halves up; null where n is 0.
create macro rounded_percentage(yes, n) as (200 * yes + n) // (2 * nullif(n, 0));

-- The ordinal of the band that a whole percentage falls into.
create macro band_when_rounded(yes, n) as (
    select max(ordinal) from bands where lower <= rounded_percentage(yes, n)
);

-- The ordinal of the band of the exact fraction yes/n.
create macro band_when_exact(yes, n) as (
    select max(ordinal) from bands where n > 0 and lower * n <= 100 * yes
);

-- The ordinal of the band, read as the programme says.
create macro band_of(yes, n) as (
    select max(bands.ordinal)
    from bands, programme
    where n > 0 and case programme.rounding
        when 'nearest' then lower <= rounded_percentage(yes, n)
        else lower * n <= 100 * yes
    end
);

-- n cases out of a known population weigh more than n cases out of an endless one: n(N-1)/(N-n), endless where all
-- are seen. Without a known population, n.
create macro effective_n(n, population) as case
    when population is null then n::double
    when population <= n then 'infinity'::double
    else n * (population - 1.0) / (population - n)
end;

-- Wilson's interval of yes/n, as fractions, with an effective n; the point itself where that is endless.
create macro wilson_low(p, n, z) as case
    when n = 'infinity'::double then p
    else greatest(0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))
end;
create macro wilson_high(p, n, z) as case
    when n = 'infinity'::double then p
    else least(1, (p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))
end;

-- The widest half-interval, at one half, that n cases give: z√(1/4n), with the same correction. Points; null at 0.
create macro margin_points(n, population, z) as
    case when n > 0 then coalesce(100 * z * sqrt(0.25 / effective_n(n, population)), 0) end;
