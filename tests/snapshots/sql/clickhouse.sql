WITH
open_1 AS (
  SELECT place, cum, shut, opens, s1, e1, s2, e2 FROM `ops`.`calendars` WHERE calendar = 'desk' AND kind = 'open' AND place BETWEEN 19354 AND 21188
),
reach_1 AS (
  SELECT place, o1, f1, z1, o2, f2, z2, o3, f3, z3 FROM `ops`.`calendars` WHERE calendar = 'desk' AND kind = 'reach' AND place BETWEEN 0 AND 1835
),
days_1 AS (
  SELECT place, done, works, closes FROM `ops`.`calendars` WHERE calendar = 'desk' AND kind = 'days' AND place BETWEEN 19354 AND 21188
),
nth_1 AS (
  SELECT place, date_of, closes FROM `ops`.`calendars` WHERE calendar = 'desk' AND kind = 'nth' AND place BETWEEN 1 AND 1311
),
step_0 AS (
  SELECT
    coalesce(toString(`asked`), '') AS cell_1,
    coalesce(toString(`answered`), '') AS cell_2,
    coalesce(toString(`channel`), '') AS cell_3,
    coalesce(toString(`weather`), '') AS cell_4,
    coalesce(toString(`id`), '') AS cell_5
  FROM `tickets`
),
step_1 AS (
  SELECT
    replaceRegexpAll(cell_1, '^[ \t\n\r                 　]+|[ \t\n\r                 　]+$', '') AS text_1,
    replaceRegexpAll(cell_2, '^[ \t\n\r                 　]+|[ \t\n\r                 　]+$', '') AS text_2,
    replaceRegexpAll(cell_3, '^[ \t\n\r                 　]+|[ \t\n\r                 　]+$', '') AS text_3,
    replaceRegexpAll(cell_4, '^[ \t\n\r                 　]+|[ \t\n\r                 　]+$', '') AS text_4,
    replaceRegexpAll(cell_5, '^[ \t\n\r                 　]+|[ \t\n\r                 　]+$', '') AS text_5
  FROM step_0 AS p
),
step_2 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    match(text_1, '^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?([Zz]|([Uu][Tt][Cc]|[Gg][Mm][Tt])?[+-][0-9]{2}(:?[0-9]{2})?|[Uu][Tt][Cc]|[Gg][Mm][Tt]))?)?$') AS is_iso_1,
    match(text_1, '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ \t\n\r  　]+[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}$') AS is_common_1,
    match(text_2, '^[0-9]{4}-[0-9]{2}-[0-9]{2}([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]+)?)?( ?([Zz]|([Uu][Tt][Cc]|[Gg][Mm][Tt])?[+-][0-9]{2}(:?[0-9]{2})?|[Uu][Tt][Cc]|[Gg][Mm][Tt]))?)?$') AS is_iso_2,
    match(text_2, '^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[ \t\n\r  　]+[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}$') AS is_common_2,
    ((text_5 = '') AND (text_1 = '') AND (text_2 = '') AND (text_3 = '') AND (text_4 = '')) AS is_blank_1,
    (NOT ((text_3 = '') OR (text_3 = 'it\'s'))) AS is_1,
    (text_4 = 'storm') AS is_2
  FROM step_1 AS p
),
step_3 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_iso_1 AS is_iso_1,
    p.is_common_1 AS is_common_1,
    p.is_iso_2 AS is_iso_2,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    CASE WHEN is_iso_1 THEN text_1 ELSE '1970-01-01' END AS safe_1,
    CASE WHEN is_common_1 THEN text_1 ELSE '1970-01-01 00:00:00' END AS safe_2,
    CASE WHEN is_iso_2 THEN text_2 ELSE '1970-01-01' END AS safe_3,
    CASE WHEN is_common_2 THEN text_2 ELSE '1970-01-01 00:00:00' END AS safe_4
  FROM step_2 AS p
),
step_4 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_iso_1 AS is_iso_1,
    p.is_common_1 AS is_common_1,
    p.is_iso_2 AS is_iso_2,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.safe_1 AS safe_1,
    p.safe_3 AS safe_3,
    toInt64(substr(safe_1, 1, 4)) AS year_1,
    toInt64(substr(safe_1, 6, 2)) AS month_1,
    toInt64(substr(safe_1, 9, 2)) AS day_1,
    (length(safe_1) > 10) AS is_timed_1,
    toInt64(substr(safe_2, 1, 4)) AS year_3,
    substr(safe_2, 6) AS rest_2,
    toInt64(substr(safe_3, 1, 4)) AS year_5,
    toInt64(substr(safe_3, 6, 2)) AS month_3,
    toInt64(substr(safe_3, 9, 2)) AS day_6,
    (length(safe_3) > 10) AS is_timed_2,
    toInt64(substr(safe_4, 1, 4)) AS year_7,
    substr(safe_4, 6) AS rest_7
  FROM step_3 AS p
),
step_5 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_iso_1 AS is_iso_1,
    p.is_common_1 AS is_common_1,
    p.is_iso_2 AS is_iso_2,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.month_1 AS month_1,
    p.day_1 AS day_1,
    p.is_timed_1 AS is_timed_1,
    p.year_3 AS year_3,
    p.rest_2 AS rest_2,
    p.month_3 AS month_3,
    p.day_6 AS day_6,
    p.is_timed_2 AS is_timed_2,
    p.year_7 AS year_7,
    p.rest_7 AS rest_7,
    CASE WHEN is_timed_1 THEN substr(safe_1, 12) ELSE '00:00' END AS time_1,
    ((year_1 >= 1) AND (month_1 >= 1) AND (month_1 <= 12) AND (day_1 >= 1) AND (day_1 <= CASE WHEN (month_1 = 2) THEN (CASE WHEN (((year_1 - (intDiv(year_1, 4) * 4)) = 0) AND ((NOT ((year_1 - (intDiv(year_1, 100) * 100)) = 0)) OR ((year_1 - (intDiv(year_1, 400) * 400)) = 0))) THEN 1 ELSE 0 END + 28) WHEN ((month_1 = 4) OR (month_1 = 6) OR (month_1 = 9) OR (month_1 = 11)) THEN 30 ELSE 31 END)) AS valid_1,
    (year_1 - CASE WHEN (month_1 <= 2) THEN 1 ELSE 0 END) AS year_2,
    toInt64(position(rest_2, '-')) AS place_1,
    CASE WHEN is_timed_2 THEN substr(safe_3, 12) ELSE '00:00' END AS time_3,
    ((year_5 >= 1) AND (month_3 >= 1) AND (month_3 <= 12) AND (day_6 >= 1) AND (day_6 <= CASE WHEN (month_3 = 2) THEN (CASE WHEN (((year_5 - (intDiv(year_5, 4) * 4)) = 0) AND ((NOT ((year_5 - (intDiv(year_5, 100) * 100)) = 0)) OR ((year_5 - (intDiv(year_5, 400) * 400)) = 0))) THEN 1 ELSE 0 END + 28) WHEN ((month_3 = 4) OR (month_3 = 6) OR (month_3 = 9) OR (month_3 = 11)) THEN 30 ELSE 31 END)) AS valid_5,
    (year_5 - CASE WHEN (month_3 <= 2) THEN 1 ELSE 0 END) AS year_6,
    toInt64(position(rest_7, '-')) AS place_4
  FROM step_4 AS p
),
step_6 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_iso_1 AS is_iso_1,
    p.is_common_1 AS is_common_1,
    p.is_iso_2 AS is_iso_2,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.year_3 AS year_3,
    p.is_timed_2 AS is_timed_2,
    p.year_7 AS year_7,
    p.valid_1 AS valid_1,
    p.valid_5 AS valid_5,
    toInt64(substr(time_1, 1, 2)) AS hour_1,
    toInt64(substr(time_1, 4, 2)) AS minute_1,
    toInt64(CASE WHEN (substr(time_1, 6, 1) = ':') THEN substr(time_1, 7, 2) ELSE '0' END) AS second_1,
    substr(time_1, 6) AS rest_1,
    ((((year_2 * 365) + ((intDiv(year_2, 4) - intDiv(year_2, 100)) + intDiv(year_2, 400))) + (intDiv(((CASE WHEN (month_1 <= 2) THEN (month_1 + 9) ELSE (month_1 - 3) END * 153) + 2), 5) + day_1)) - 719469) AS day_2,
    substr(rest_2, 1, (place_1 - 1)) AS first_1,
    substr(rest_2, (place_1 + 1)) AS rest_3,
    toInt64(substr(time_3, 1, 2)) AS hour_4,
    toInt64(substr(time_3, 4, 2)) AS minute_4,
    toInt64(CASE WHEN (substr(time_3, 6, 1) = ':') THEN substr(time_3, 7, 2) ELSE '0' END) AS second_3,
    substr(time_3, 6) AS rest_6,
    ((((year_6 * 365) + ((intDiv(year_6, 4) - intDiv(year_6, 100)) + intDiv(year_6, 400))) + (intDiv(((CASE WHEN (month_3 <= 2) THEN (month_3 + 9) ELSE (month_3 - 3) END * 153) + 2), 5) + day_6)) - 719469) AS day_7,
    substr(rest_7, 1, (place_4 - 1)) AS first_4,
    substr(rest_7, (place_4 + 1)) AS rest_8
  FROM step_5 AS p
),
step_7 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_iso_1 AS is_iso_1,
    p.is_common_1 AS is_common_1,
    p.is_iso_2 AS is_iso_2,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.year_3 AS year_3,
    p.is_timed_2 AS is_timed_2,
    p.year_7 AS year_7,
    p.valid_1 AS valid_1,
    p.valid_5 AS valid_5,
    p.hour_1 AS hour_1,
    p.minute_1 AS minute_1,
    p.second_1 AS second_1,
    p.rest_1 AS rest_1,
    p.day_2 AS day_2,
    p.rest_3 AS rest_3,
    p.hour_4 AS hour_4,
    p.minute_4 AS minute_4,
    p.second_3 AS second_3,
    p.rest_6 AS rest_6,
    p.day_7 AS day_7,
    p.rest_8 AS rest_8,
    toInt64(position(rest_1, '+')) AS sign_1,
    toInt64(position(rest_1, '-')) AS sign_2,
    match(rest_1, '[A-Za-z+-]') AS is_instant_1,
    toInt64(first_1) AS month_2,
    CASE WHEN match(rest_3, '^[0-9][0-9]') THEN 2 ELSE 1 END AS width_1,
    toInt64(position(rest_6, '+')) AS sign_3,
    toInt64(position(rest_6, '-')) AS sign_4,
    match(rest_6, '[A-Za-z+-]') AS is_instant_2,
    toInt64(first_4) AS month_4,
    CASE WHEN match(rest_8, '^[0-9][0-9]') THEN 2 ELSE 1 END AS width_2
  FROM step_6 AS p
),
step_8 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_iso_1 AS is_iso_1,
    p.is_common_1 AS is_common_1,
    p.is_iso_2 AS is_iso_2,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.year_3 AS year_3,
    p.is_timed_2 AS is_timed_2,
    p.year_7 AS year_7,
    p.valid_1 AS valid_1,
    p.valid_5 AS valid_5,
    p.hour_1 AS hour_1,
    p.minute_1 AS minute_1,
    p.second_1 AS second_1,
    p.day_2 AS day_2,
    p.hour_4 AS hour_4,
    p.minute_4 AS minute_4,
    p.second_3 AS second_3,
    p.day_7 AS day_7,
    p.sign_2 AS sign_2,
    p.is_instant_1 AS is_instant_1,
    p.month_2 AS month_2,
    p.sign_4 AS sign_4,
    p.is_instant_2 AS is_instant_2,
    p.month_4 AS month_4,
    CASE WHEN (sign_1 > 0) THEN substr(rest_1, (sign_1 + 1)) WHEN (sign_2 > 0) THEN substr(rest_1, (sign_2 + 1)) ELSE '00' END AS offset_1,
    toInt64(substr(rest_3, 1, width_1)) AS day_3,
    replaceRegexpAll(substr(rest_3, (width_1 + 1)), '^[ \t\n\r                 　]+|[ \t\n\r                 　]+$', '') AS time_2,
    (year_3 - CASE WHEN (month_2 <= 2) THEN 1 ELSE 0 END) AS year_4,
    CASE WHEN (sign_3 > 0) THEN substr(rest_6, (sign_3 + 1)) WHEN (sign_4 > 0) THEN substr(rest_6, (sign_4 + 1)) ELSE '00' END AS offset_2,
    toInt64(substr(rest_8, 1, width_2)) AS day_8,
    replaceRegexpAll(substr(rest_8, (width_2 + 1)), '^[ \t\n\r                 　]+|[ \t\n\r                 　]+$', '') AS time_4,
    (year_7 - CASE WHEN (month_4 <= 2) THEN 1 ELSE 0 END) AS year_8
  FROM step_7 AS p
),
step_9 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_iso_1 AS is_iso_1,
    p.is_common_1 AS is_common_1,
    p.is_iso_2 AS is_iso_2,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.is_timed_2 AS is_timed_2,
    p.valid_1 AS valid_1,
    p.valid_5 AS valid_5,
    p.hour_1 AS hour_1,
    p.minute_1 AS minute_1,
    p.second_1 AS second_1,
    p.day_2 AS day_2,
    p.hour_4 AS hour_4,
    p.minute_4 AS minute_4,
    p.second_3 AS second_3,
    p.day_7 AS day_7,
    p.sign_2 AS sign_2,
    p.is_instant_1 AS is_instant_1,
    p.sign_4 AS sign_4,
    p.is_instant_2 AS is_instant_2,
    p.time_2 AS time_2,
    p.time_4 AS time_4,
    toInt64(substr(offset_1, 1, 2)) AS hour_2,
    toInt64(CASE WHEN (length(offset_1) > 3) THEN substr(offset_1, (length(offset_1) - 1)) ELSE '0' END) AS minute_2,
    toInt64(position(time_2, ':')) AS place_2,
    ((year_3 >= 1) AND (month_2 >= 1) AND (month_2 <= 12) AND (day_3 >= 1) AND (day_3 <= CASE WHEN (month_2 = 2) THEN (CASE WHEN (((year_3 - (intDiv(year_3, 4) * 4)) = 0) AND ((NOT ((year_3 - (intDiv(year_3, 100) * 100)) = 0)) OR ((year_3 - (intDiv(year_3, 400) * 400)) = 0))) THEN 1 ELSE 0 END + 28) WHEN ((month_2 = 4) OR (month_2 = 6) OR (month_2 = 9) OR (month_2 = 11)) THEN 30 ELSE 31 END)) AS valid_3,
    ((((year_4 * 365) + ((intDiv(year_4, 4) - intDiv(year_4, 100)) + intDiv(year_4, 400))) + (intDiv(((CASE WHEN (month_2 <= 2) THEN (month_2 + 9) ELSE (month_2 - 3) END * 153) + 2), 5) + day_3)) - 719469) AS day_4,
    toInt64(substr(offset_2, 1, 2)) AS hour_5,
    toInt64(CASE WHEN (length(offset_2) > 3) THEN substr(offset_2, (length(offset_2) - 1)) ELSE '0' END) AS minute_5,
    toInt64(position(time_4, ':')) AS place_5,
    ((year_7 >= 1) AND (month_4 >= 1) AND (month_4 <= 12) AND (day_8 >= 1) AND (day_8 <= CASE WHEN (month_4 = 2) THEN (CASE WHEN (((year_7 - (intDiv(year_7, 4) * 4)) = 0) AND ((NOT ((year_7 - (intDiv(year_7, 100) * 100)) = 0)) OR ((year_7 - (intDiv(year_7, 400) * 400)) = 0))) THEN 1 ELSE 0 END + 28) WHEN ((month_4 = 4) OR (month_4 = 6) OR (month_4 = 9) OR (month_4 = 11)) THEN 30 ELSE 31 END)) AS valid_7,
    ((((year_8 * 365) + ((intDiv(year_8, 4) - intDiv(year_8, 100)) + intDiv(year_8, 400))) + (intDiv(((CASE WHEN (month_4 <= 2) THEN (month_4 + 9) ELSE (month_4 - 3) END * 153) + 2), 5) + day_8)) - 719469) AS day_9
  FROM step_8 AS p
),
step_10 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_common_1 AS is_common_1,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.is_timed_2 AS is_timed_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_3 AS valid_3,
    p.day_4 AS day_4,
    p.valid_7 AS valid_7,
    p.day_9 AS day_9,
    (is_iso_1 AND valid_1 AND ((hour_1 < 24) AND (minute_1 < 60) AND (second_1 < 60)) AND ((hour_2 < 24) AND (minute_2 < 60))) AS valid_2,
    (((day_2 * 86400) + (((hour_1 * 3600) + (minute_1 * 60)) + second_1)) - CASE WHEN (sign_2 > 0) THEN (0 - ((hour_2 * 3600) + (minute_2 * 60))) ELSE ((hour_2 * 3600) + (minute_2 * 60)) END) AS seconds_1,
    substr(time_2, 1, (place_2 - 1)) AS first_2,
    substr(time_2, (place_2 + 1)) AS rest_4,
    (is_iso_2 AND valid_5 AND ((hour_4 < 24) AND (minute_4 < 60) AND (second_3 < 60)) AND ((hour_5 < 24) AND (minute_5 < 60))) AS valid_6,
    (((day_7 * 86400) + (((hour_4 * 3600) + (minute_4 * 60)) + second_3)) - CASE WHEN (sign_4 > 0) THEN (0 - ((hour_5 * 3600) + (minute_5 * 60))) ELSE ((hour_5 * 3600) + (minute_5 * 60)) END) AS seconds_4,
    substr(time_4, 1, (place_5 - 1)) AS first_5,
    substr(time_4, (place_5 + 1)) AS rest_9
  FROM step_9 AS p
),
step_11 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_common_1 AS is_common_1,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.is_timed_2 AS is_timed_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_3 AS valid_3,
    p.day_4 AS day_4,
    p.valid_7 AS valid_7,
    p.day_9 AS day_9,
    p.valid_2 AS valid_2,
    p.seconds_1 AS seconds_1,
    p.rest_4 AS rest_4,
    p.valid_6 AS valid_6,
    p.seconds_4 AS seconds_4,
    p.rest_9 AS rest_9,
    toInt64(first_2) AS hour_3,
    toInt64(position(rest_4, ':')) AS place_3,
    toInt64(first_5) AS hour_6,
    toInt64(position(rest_9, ':')) AS place_6
  FROM step_10 AS p
),
step_12 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_common_1 AS is_common_1,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.is_timed_2 AS is_timed_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_3 AS valid_3,
    p.day_4 AS day_4,
    p.valid_7 AS valid_7,
    p.day_9 AS day_9,
    p.valid_2 AS valid_2,
    p.seconds_1 AS seconds_1,
    p.valid_6 AS valid_6,
    p.seconds_4 AS seconds_4,
    p.hour_3 AS hour_3,
    p.hour_6 AS hour_6,
    substr(rest_4, 1, (place_3 - 1)) AS first_3,
    substr(rest_4, (place_3 + 1)) AS rest_5,
    substr(rest_9, 1, (place_6 - 1)) AS first_6,
    substr(rest_9, (place_6 + 1)) AS rest_10
  FROM step_11 AS p
),
step_13 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_common_1 AS is_common_1,
    p.is_common_2 AS is_common_2,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.is_timed_2 AS is_timed_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_3 AS valid_3,
    p.day_4 AS day_4,
    p.valid_7 AS valid_7,
    p.day_9 AS day_9,
    p.valid_2 AS valid_2,
    p.seconds_1 AS seconds_1,
    p.valid_6 AS valid_6,
    p.seconds_4 AS seconds_4,
    p.hour_3 AS hour_3,
    p.hour_6 AS hour_6,
    toInt64(first_3) AS minute_3,
    toInt64(rest_5) AS second_2,
    toInt64(first_6) AS minute_6,
    toInt64(rest_10) AS second_4
  FROM step_12 AS p
),
step_14 AS (
  SELECT
    p.text_1 AS text_1,
    p.text_2 AS text_2,
    p.text_3 AS text_3,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_timed_1 AS is_timed_1,
    p.is_timed_2 AS is_timed_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_2 AS valid_2,
    p.seconds_1 AS seconds_1,
    p.valid_6 AS valid_6,
    p.seconds_4 AS seconds_4,
    (is_common_1 AND valid_3 AND ((hour_3 < 24) AND (minute_3 < 60) AND (second_2 < 60))) AS valid_4,
    ((day_4 * 86400) + (((hour_3 * 3600) + (minute_3 * 60)) + second_2)) AS seconds_2,
    (is_common_2 AND valid_7 AND ((hour_6 < 24) AND (minute_6 < 60) AND (second_4 < 60))) AS valid_8,
    ((day_9 * 86400) + (((hour_6 * 3600) + (minute_6 * 60)) + second_4)) AS seconds_5
  FROM step_13 AS p
),
step_15 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_2 AS valid_2,
    p.seconds_1 AS seconds_1,
    p.valid_6 AS valid_6,
    p.seconds_4 AS seconds_4,
    p.seconds_2 AS seconds_2,
    p.seconds_5 AS seconds_5,
    CASE WHEN (text_1 = '') THEN 0 WHEN (valid_2 OR valid_4) THEN CASE WHEN CASE WHEN valid_2 THEN (NOT is_timed_1) ELSE FALSE END THEN 3 ELSE 2 END ELSE 1 END AS kind_1,
    CASE WHEN (text_2 = '') THEN 0 WHEN (valid_6 OR valid_8) THEN CASE WHEN CASE WHEN valid_6 THEN (NOT is_timed_2) ELSE FALSE END THEN 3 ELSE 2 END ELSE 1 END AS kind_2
  FROM step_14 AS p
),
step_16 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_2 AS valid_2,
    p.valid_6 AS valid_6,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    CASE WHEN (kind_1 >= 2) THEN CASE WHEN valid_2 THEN seconds_1 ELSE seconds_2 END ELSE (-9000000000000000) END AS seconds_3,
    CASE WHEN (kind_2 >= 2) THEN CASE WHEN valid_6 THEN seconds_4 ELSE seconds_5 END ELSE (-9000000000000000) END AS seconds_6
  FROM step_15 AS p
),
step_17 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.is_instant_1 AS is_instant_1,
    p.is_instant_2 AS is_instant_2,
    p.valid_2 AS valid_2,
    p.valid_6 AS valid_6,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.seconds_3 AS seconds_3,
    p.seconds_6 AS seconds_6,
    (seconds_3 - 28800) AS at_1,
    (intDiv((seconds_3 + (0 - (-69120000000))), 86400) - 800000) AS day_5,
    (seconds_6 - 28800) AS at_4,
    (intDiv((seconds_6 + (0 - (-69120000000))), 86400) - 800000) AS day_10,
    (seconds_6 + 86400) AS local_2
  FROM step_16 AS p
),
step_18 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_blank_1 AS is_blank_1,
    p.is_1 AS is_1,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.day_5 AS day_5,
    p.day_10 AS day_10,
    CASE WHEN (NOT (kind_1 >= 2)) THEN (-9000000000000000) WHEN (NOT CASE WHEN valid_2 THEN is_instant_1 ELSE FALSE END) THEN at_1 ELSE seconds_3 END AS at_2,
    CASE WHEN (NOT (kind_2 >= 2)) THEN (-9000000000000000) WHEN (NOT CASE WHEN valid_6 THEN is_instant_2 ELSE FALSE END) THEN at_4 ELSE seconds_6 END AS at_5,
    (local_2 - 28800) AS at_6
  FROM step_17 AS p
),
step_19 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_blank_1 AS is_blank_1,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.day_5 AS day_5,
    p.day_10 AS day_10,
    p.at_2 AS at_2,
    p.at_5 AS at_5,
    CASE WHEN (kind_2 = 3) THEN at_6 ELSE at_5 END AS end_2,
    (at_2 + 28800) AS local_3,
    (at_5 + 28800) AS local_4,
    least(greatest(at_2, 1672185601), 1830729600) AS within_1,
    ((NOT is_blank_1) AND is_1 AND (NOT ((kind_1 >= 2) AND (at_2 > 1778558400)))) AS about_row_1,
    ((NOT is_blank_1) AND is_1 AND ((kind_1 >= 2) AND (at_2 > 1778558400))) AS later_1
  FROM step_18 AS p
),
step_20 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.day_5 AS day_5,
    p.day_10 AS day_10,
    p.at_2 AS at_2,
    p.at_5 AS at_5,
    p.end_2 AS end_2,
    p.within_1 AS within_1,
    p.about_row_1 AS about_row_1,
    ((kind_2 >= 2) AND (end_2 <= 1778558400)) AS stopped_1,
    (intDiv((local_3 + (0 - (-69120000000))), 86400) - 800000) AS day_11,
    (intDiv((local_4 + (0 - (-69120000000))), 86400) - 800000) AS day_12,
    (intDiv(((within_1 - 1) + (0 - (-69120000000))), 86400) - 800000) AS day_13,
    CASE WHEN is_blank_1 THEN 'blank' WHEN about_row_1 THEN 'judged' WHEN later_1 THEN 'later' ELSE 'uncovered' END AS fate_1
  FROM step_19 AS p
),
step_21 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.day_10 AS day_10,
    p.at_2 AS at_2,
    p.at_5 AS at_5,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    CASE WHEN (kind_1 = 3) THEN day_5 ELSE day_11 END AS date_1,
    CASE WHEN (kind_2 = 3) THEN day_10 ELSE day_12 END AS date_2,
    CASE WHEN stopped_1 THEN at_5 ELSE 1778558400 END AS at_7,
    CASE WHEN stopped_1 THEN end_2 ELSE 1778558400 END AS end_3,
    (row_1.cum + (greatest(0, (least(within_1, row_1.e1) - row_1.s1)) + greatest(0, (least(within_1, row_1.e2) - row_1.s2)))) AS open_1
  FROM step_20 AS p
  LEFT JOIN open_1 AS row_1 ON row_1.place = p.day_13
),
step_22 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.at_7 AS at_7,
    p.open_1 AS open_1,
    least(greatest(end_3, 1672185601), 1830729600) AS within_2,
    (open_1 + 14400) AS open_3,
    ((kind_1 = 0) OR (kind_1 = 1) OR (kind_2 = 1) OR (stopped_1 AND CASE WHEN (kind_2 = 3) THEN (day_10 < date_1) ELSE (at_5 < at_2) END)) AS is_invalid_1,
    CASE WHEN is_2 THEN 'exception 1' WHEN (kind_1 = 0) THEN 'missing start' WHEN (kind_1 = 1) THEN 'unreadable start' WHEN (kind_2 = 1) THEN 'unreadable stop' WHEN (stopped_1 AND CASE WHEN (kind_2 = 3) THEN (day_10 < date_1) ELSE (at_5 < at_2) END) THEN 'stop before start' ELSE '' END AS reason_1,
    greatest(0, (end_3 - at_2)) AS felt_1,
    CASE WHEN (kind_1 >= 2) THEN date_1 ELSE (-9000000000000000) END AS dated_1,
    least(greatest(date_1, 19354), 21188) AS key_2,
    least(greatest(date_2, 19354), 21188) AS key_3
  FROM step_21 AS p
),
step_23 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.at_7 AS at_7,
    p.open_1 AS open_1,
    p.within_2 AS within_2,
    p.open_3 AS open_3,
    p.is_invalid_1 AS is_invalid_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    (intDiv(((within_2 - 1) + (0 - (-69120000000))), 86400) - 800000) AS day_14,
    least(greatest(intDiv(greatest(0, (open_3 - 1)), 20564), 0), 1835) AS key_1,
    row_4.done AS done_1,
    row_5.done AS done_2,
    CASE WHEN ((kind_1 >= 2) AND (at_2 < 1672531200)) THEN 'years' ELSE reason_1 END AS reason_2
  FROM step_22 AS p
  LEFT JOIN days_1 AS row_4 ON row_4.place = p.key_2
  LEFT JOIN days_1 AS row_5 ON row_5.place = p.key_3
),
step_24 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.at_7 AS at_7,
    p.open_1 AS open_1,
    p.is_invalid_1 AS is_invalid_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    (row_2.cum + (greatest(0, (least(within_2, row_2.e1) - row_2.s1)) + greatest(0, (least(within_2, row_2.e2) - row_2.s2)))) AS open_2,
    CASE WHEN (open_3 > 37735200) THEN (0 - (-900000000000)) ELSE CASE WHEN (row_3.o3 < open_3) THEN (row_3.f3 + (open_3 - row_3.o3)) WHEN (row_3.o2 < open_3) THEN (row_3.f2 + (open_3 - row_3.o2)) WHEN (row_3.o1 < open_3) THEN (row_3.f1 + (open_3 - row_3.o1)) ELSE (0 - (-900000000000)) END END AS reached_1,
    ((open_3 = row_3.z1) OR (open_3 = row_3.z2) OR (open_3 = row_3.z3)) AS ends_day_1,
    greatest(0, (done_2 - done_1)) AS took_2,
    (done_1 + 2) AS number_1
  FROM step_23 AS p
  LEFT JOIN open_1 AS row_2 ON row_2.place = p.day_14
  LEFT JOIN reach_1 AS row_3 ON row_3.place = p.key_1
),
step_25 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.at_7 AS at_7,
    p.open_1 AS open_1,
    p.is_invalid_1 AS is_invalid_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.open_2 AS open_2,
    p.took_2 AS took_2,
    p.number_1 AS number_1,
    greatest(0, (open_2 - open_1)) AS all_1,
    CASE WHEN (stopped_1 AND (kind_2 = 3) AND ends_day_1) THEN (at_7 < reached_1) ELSE (at_7 <= reached_1) END AS in_time_1,
    least(greatest(number_1, 1), 1311) AS key_4
  FROM step_24 AS p
),
step_26 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.at_7 AS at_7,
    p.open_1 AS open_1,
    p.is_invalid_1 AS is_invalid_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.open_2 AS open_2,
    p.took_2 AS took_2,
    p.all_1 AS all_1,
    least(0, all_1) AS still_1,
    CASE WHEN is_2 THEN 'excluded' WHEN is_invalid_1 THEN 'invalid' ELSE CASE WHEN stopped_1 THEN CASE WHEN in_time_1 THEN 'met' ELSE 'late' END ELSE CASE WHEN in_time_1 THEN 'pending' ELSE 'overdue' END END END AS state_1,
    CASE WHEN (number_1 > 1311) THEN 10416666 WHEN (number_1 < 1) THEN (-10416666) ELSE row_6.date_of END AS date_3,
    CASE WHEN (number_1 > 1311) THEN (0 - (-900000000000)) WHEN (number_1 < 1) THEN (-900000000000) ELSE row_6.closes END AS closes_1
  FROM step_25 AS p
  LEFT JOIN nth_1 AS row_6 ON row_6.place = p.key_4
),
step_27 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.at_7 AS at_7,
    p.open_1 AS open_1,
    p.is_invalid_1 AS is_invalid_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.open_2 AS open_2,
    p.took_2 AS took_2,
    p.still_1 AS still_1,
    p.state_1 AS state_1,
    p.closes_1 AS closes_1,
    (all_1 - still_1) AS took_1,
    ((date_3 + 1) * 86400) AS local_5,
    CASE WHEN ((kind_1 >= 2) AND (at_2 < 1672531200)) THEN 'unexpressed' ELSE state_1 END AS state_3
  FROM step_26 AS p
),
step_28 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.kind_2 AS kind_2,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.at_7 AS at_7,
    p.open_1 AS open_1,
    p.is_invalid_1 AS is_invalid_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.open_2 AS open_2,
    p.took_2 AS took_2,
    p.state_1 AS state_1,
    p.closes_1 AS closes_1,
    p.took_1 AS took_1,
    p.state_3 AS state_3,
    (local_5 - 28800) AS at_8,
    (stopped_1 AND ((state_3 = 'met') OR (state_3 = 'late'))) AS given_1,
    CASE WHEN (state_3 = 'unexpressed') THEN 0 ELSE CASE WHEN (stopped_1 AND ((state_1 = 'met') OR (state_1 = 'late'))) THEN took_1 ELSE 0 END END AS spent_1,
    CASE WHEN (state_3 = 'unexpressed') THEN 0 ELSE CASE WHEN (stopped_1 AND ((state_1 = 'met') OR (state_1 = 'late'))) THEN ((felt_1 - took_1) - still_1) ELSE 0 END END AS spent_2,
    CASE WHEN (state_3 = 'unexpressed') THEN 0 ELSE CASE WHEN (stopped_1 AND ((state_1 = 'met') OR (state_1 = 'late'))) THEN still_1 ELSE 0 END END AS spent_3,
    CASE WHEN (state_3 = 'unexpressed') THEN 0 ELSE CASE WHEN ((state_1 = 'excluded') AND stopped_1 AND (kind_1 >= 2)) THEN felt_1 ELSE 0 END END AS spent_4
  FROM step_27 AS p
),
step_29 AS (
  SELECT
    p.text_3 AS text_3,
    p.is_2 AS is_2,
    p.kind_1 AS kind_1,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.open_1 AS open_1,
    p.is_invalid_1 AS is_invalid_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.open_2 AS open_2,
    p.took_2 AS took_2,
    p.state_1 AS state_1,
    p.state_3 AS state_3,
    p.given_1 AS given_1,
    p.spent_1 AS spent_1,
    p.spent_2 AS spent_2,
    p.spent_3 AS spent_3,
    p.spent_4 AS spent_4,
    CASE WHEN (stopped_1 AND (kind_2 = 3) AND (closes_1 = at_8)) THEN (at_7 < closes_1) ELSE (at_7 <= closes_1) END AS in_time_2,
    CASE WHEN given_1 THEN took_1 ELSE 0 END AS whole_1
  FROM step_28 AS p
),
step_30 AS (
  SELECT
    p.text_3 AS text_3,
    p.kind_1 AS kind_1,
    p.at_2 AS at_2,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.open_1 AS open_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.open_2 AS open_2,
    p.took_2 AS took_2,
    p.state_1 AS state_1,
    p.state_3 AS state_3,
    p.given_1 AS given_1,
    p.spent_1 AS spent_1,
    p.spent_2 AS spent_2,
    p.spent_3 AS spent_3,
    p.spent_4 AS spent_4,
    p.whole_1 AS whole_1,
    CASE WHEN is_2 THEN 'excluded' WHEN is_invalid_1 THEN 'invalid' ELSE CASE WHEN stopped_1 THEN CASE WHEN in_time_2 THEN 'met' ELSE 'late' END ELSE CASE WHEN in_time_2 THEN 'pending' ELSE 'overdue' END END END AS state_2
  FROM step_29 AS p
),
step_31 AS (
  SELECT
    p.text_3 AS text_3,
    p.kind_1 AS kind_1,
    p.about_row_1 AS about_row_1,
    p.stopped_1 AS stopped_1,
    p.fate_1 AS fate_1,
    p.open_1 AS open_1,
    p.felt_1 AS felt_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.open_2 AS open_2,
    p.took_2 AS took_2,
    p.state_3 AS state_3,
    p.given_1 AS given_1,
    p.spent_1 AS spent_1,
    p.spent_2 AS spent_2,
    p.spent_3 AS spent_3,
    p.spent_4 AS spent_4,
    p.whole_1 AS whole_1,
    p.state_2 AS state_2,
    CASE WHEN ((about_row_1 AND (state_1 = 'invalid')) OR (about_row_1 AND (state_2 = 'invalid'))) THEN 'invalid' ELSE '' END AS spoilt_1,
    CASE WHEN ((kind_1 >= 2) AND (at_2 < 1672531200)) THEN 'unexpressed' ELSE state_2 END AS state_4
  FROM step_30 AS p
),
step_32 AS (
  SELECT
    p.text_3 AS text_3,
    p.about_row_1 AS about_row_1,
    p.fate_1 AS fate_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.took_2 AS took_2,
    p.state_3 AS state_3,
    p.given_1 AS given_1,
    p.spent_1 AS spent_1,
    p.spent_2 AS spent_2,
    p.spent_3 AS spent_3,
    p.spent_4 AS spent_4,
    p.whole_1 AS whole_1,
    p.spoilt_1 AS spoilt_1,
    p.state_4 AS state_4,
    (stopped_1 AND ((state_4 = 'met') OR (state_4 = 'late'))) AS given_2,
    CASE WHEN (state_4 = 'unexpressed') THEN 0 ELSE CASE WHEN (stopped_1 AND ((state_2 = 'met') OR (state_2 = 'late'))) THEN greatest(0, (open_2 - open_1)) ELSE 0 END END AS spent_5,
    CASE WHEN (state_4 = 'unexpressed') THEN 0 ELSE CASE WHEN (stopped_1 AND ((state_2 = 'met') OR (state_2 = 'late'))) THEN (felt_1 - greatest(0, (open_2 - open_1))) ELSE 0 END END AS spent_6,
    CASE WHEN (state_4 = 'unexpressed') THEN 0 ELSE CASE WHEN ((state_2 = 'excluded') AND stopped_1 AND (kind_1 >= 2)) THEN felt_1 ELSE 0 END END AS spent_7
  FROM step_31 AS p
),
step_33 AS (
  SELECT
    p.text_3 AS text_3,
    p.about_row_1 AS about_row_1,
    p.fate_1 AS fate_1,
    p.dated_1 AS dated_1,
    p.reason_2 AS reason_2,
    p.state_3 AS state_3,
    p.given_1 AS given_1,
    p.spent_1 AS spent_1,
    p.spent_2 AS spent_2,
    p.spent_3 AS spent_3,
    p.spent_4 AS spent_4,
    p.whole_1 AS whole_1,
    p.spoilt_1 AS spoilt_1,
    p.state_4 AS state_4,
    p.given_2 AS given_2,
    p.spent_5 AS spent_5,
    p.spent_6 AS spent_6,
    p.spent_7 AS spent_7,
    CASE WHEN given_2 THEN took_2 ELSE 0 END AS whole_2
  FROM step_32 AS p
),
targets AS (SELECT * FROM format(CSV, 'n Int64', '0
1
2
')),
chosen AS (
  SELECT t.n AS n,
    CASE WHEN (t.n = 0) THEN 'log' ELSE 'count' END AS kind,
    CASE WHEN (t.n = 0) THEN '' ELSE 'commitment' END AS subject,
    CASE WHEN (t.n = 0) THEN 'tickets' ELSE 'answer' END AS id,
    CASE WHEN (t.n = 0) THEN '' ELSE '1' END AS version,
    CASE WHEN (t.n = 0) THEN '' WHEN (t.n = 1) THEN '1' ELSE '2' END AS target,
    CASE WHEN (t.n = 0) THEN fate_1 WHEN (t.n = 1) THEN state_3 ELSE state_4 END AS state,
    CASE WHEN (t.n = 0) THEN spoilt_1 ELSE reason_2 END AS reason,
    CASE WHEN (t.n = 0) THEN (-9000000000000000) ELSE dated_1 END AS dated,
    CASE WHEN (t.n = 0) THEN 0 WHEN (t.n = 1) THEN CASE WHEN given_1 THEN 1 ELSE 0 END ELSE CASE WHEN given_2 THEN 1 ELSE 0 END END AS given,
    CASE WHEN (t.n = 0) THEN 1 WHEN (t.n = 1) THEN whole_1 ELSE whole_2 END AS whole,
    0 AS fraction,
    CASE WHEN (t.n = 0) THEN 0 WHEN (t.n = 1) THEN spent_1 ELSE spent_5 END AS counted,
    CASE WHEN (t.n = 0) THEN 0 WHEN (t.n = 1) THEN spent_2 ELSE spent_6 END AS closed,
    CASE WHEN (t.n = 0) THEN 0 WHEN (t.n = 1) THEN spent_3 ELSE 0 END AS paused,
    CASE WHEN (t.n = 0) THEN 0 WHEN (t.n = 1) THEN spent_4 ELSE spent_7 END AS excluded,
    CASE WHEN (t.n = 0) THEN '' ELSE text_3 END AS by1,
    CASE WHEN (t.n = 0) THEN 1 ELSE CASE WHEN about_row_1 THEN 1 ELSE 0 END END AS included,
    randCanonical() AS chance
  FROM step_33 AS p CROSS JOIN targets AS t
),
label_0 AS (
  SELECT
    n AS n,
    dated AS dated,
    given AS given,
    whole AS whole,
    fraction AS fraction,
    kind AS kind,
    subject AS subject,
    id AS id,
    version AS version,
    target AS target,
    state AS state,
    reason AS reason,
    counted AS counted,
    closed AS closed,
    paused AS paused,
    excluded AS excluded,
    by1 AS by1
  FROM chosen WHERE included > chance
),
label_1 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.given AS given,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    (dated + 719468) AS day_1,
    CASE WHEN (whole < 128) THEN 0 WHEN (whole < 256) THEN 1 WHEN (whole < 512) THEN 2 WHEN (whole < 1024) THEN 3 WHEN (whole < 2048) THEN 4 WHEN (whole < 4096) THEN 5 WHEN (whole < 8192) THEN 6 WHEN (whole < 16384) THEN 7 WHEN (whole < 32768) THEN 8 WHEN (whole < 65536) THEN 9 WHEN (whole < 131072) THEN 10 WHEN (whole < 262144) THEN 11 WHEN (whole < 524288) THEN 12 WHEN (whole < 1048576) THEN 13 WHEN (whole < 2097152) THEN 14 WHEN (whole < 4194304) THEN 15 WHEN (whole < 8388608) THEN 16 WHEN (whole < 16777216) THEN 17 WHEN (whole < 33554432) THEN 18 WHEN (whole < 67108864) THEN 19 WHEN (whole < 134217728) THEN 20 WHEN (whole < 268435456) THEN 21 WHEN (whole < 536870912) THEN 22 WHEN (whole < 1073741824) THEN 23 WHEN (whole < 2147483648) THEN 24 WHEN (whole < (0 - (-4294967296))) THEN 25 WHEN (whole < (0 - (-8589934592))) THEN 26 WHEN (whole < (0 - (-17179869184))) THEN 27 WHEN (whole < (0 - (-34359738368))) THEN 28 WHEN (whole < (0 - (-68719476736))) THEN 29 WHEN (whole < (0 - (-137438953472))) THEN 30 WHEN (whole < (0 - (-274877906944))) THEN 31 WHEN (whole < (0 - (-549755813888))) THEN 32 WHEN (whole < (0 - (-1099511627776))) THEN 33 WHEN (whole < (0 - (-2199023255552))) THEN 34 WHEN (whole < (0 - (-4398046511104))) THEN 35 WHEN (whole < (0 - (-8796093022208))) THEN 36 WHEN (whole < (0 - (-17592186044416))) THEN 37 WHEN (whole < (0 - (-35184372088832))) THEN 38 WHEN (whole < (0 - (-70368744177664))) THEN 39 ELSE 40 END AS octave_1,
    CASE WHEN (whole < 128) THEN 1 WHEN (whole < 256) THEN 2 WHEN (whole < 512) THEN 4 WHEN (whole < 1024) THEN 8 WHEN (whole < 2048) THEN 16 WHEN (whole < 4096) THEN 32 WHEN (whole < 8192) THEN 64 WHEN (whole < 16384) THEN 128 WHEN (whole < 32768) THEN 256 WHEN (whole < 65536) THEN 512 WHEN (whole < 131072) THEN 1024 WHEN (whole < 262144) THEN 2048 WHEN (whole < 524288) THEN 4096 WHEN (whole < 1048576) THEN 8192 WHEN (whole < 2097152) THEN 16384 WHEN (whole < 4194304) THEN 32768 WHEN (whole < 8388608) THEN 65536 WHEN (whole < 16777216) THEN 131072 WHEN (whole < 33554432) THEN 262144 WHEN (whole < 67108864) THEN 524288 WHEN (whole < 134217728) THEN 1048576 WHEN (whole < 268435456) THEN 2097152 WHEN (whole < 536870912) THEN 4194304 WHEN (whole < 1073741824) THEN 8388608 WHEN (whole < 2147483648) THEN 16777216 WHEN (whole < (0 - (-4294967296))) THEN 33554432 WHEN (whole < (0 - (-8589934592))) THEN 67108864 WHEN (whole < (0 - (-17179869184))) THEN 134217728 WHEN (whole < (0 - (-34359738368))) THEN 268435456 WHEN (whole < (0 - (-68719476736))) THEN 536870912 WHEN (whole < (0 - (-137438953472))) THEN 1073741824 WHEN (whole < (0 - (-274877906944))) THEN 2147483648 WHEN (whole < (0 - (-549755813888))) THEN (0 - (-4294967296)) WHEN (whole < (0 - (-1099511627776))) THEN (0 - (-8589934592)) WHEN (whole < (0 - (-2199023255552))) THEN (0 - (-17179869184)) WHEN (whole < (0 - (-4398046511104))) THEN (0 - (-34359738368)) WHEN (whole < (0 - (-8796093022208))) THEN (0 - (-68719476736)) WHEN (whole < (0 - (-17592186044416))) THEN (0 - (-137438953472)) WHEN (whole < (0 - (-35184372088832))) THEN (0 - (-274877906944)) WHEN (whole < (0 - (-70368744177664))) THEN (0 - (-549755813888)) ELSE (0 - (-1099511627776)) END AS width_1
  FROM label_0 AS p
),
label_2 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.given AS given,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.day_1 AS day_1,
    intDiv(day_1, 146097) AS era_1,
    ((((octave_1 * 64) + intDiv((whole + intDiv(width_1, 2)), width_1)) * 2) + CASE WHEN (NOT ((whole < 14401) OR ((whole = 14401) AND (fraction < 0)))) THEN 1 ELSE 0 END) AS bin_1,
    ((((octave_1 * 64) + intDiv((whole + intDiv(width_1, 2)), width_1)) * 2) + CASE WHEN (NOT ((whole < 3) OR ((whole = 3) AND (fraction < 0)))) THEN 1 ELSE 0 END) AS bin_2
  FROM label_1 AS p
),
label_3 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.given AS given,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.era_1 AS era_1,
    (day_1 - (era_1 * 146097)) AS day_2,
    CASE WHEN (n = 1) THEN bin_1 WHEN (n = 2) THEN bin_2 ELSE 0 END AS bin_3
  FROM label_2 AS p
),
label_4 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.era_1 AS era_1,
    p.day_2 AS day_2,
    intDiv(((day_2 - intDiv(day_2, 1460)) + (intDiv(day_2, 36524) - intDiv(day_2, 146096))), 365) AS year_1,
    CASE WHEN (given = 1) THEN toString(bin_3) ELSE '' END AS bin_4
  FROM label_3 AS p
),
label_5 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.era_1 AS era_1,
    p.year_1 AS year_1,
    p.bin_4 AS bin_4,
    (day_2 - (((year_1 * 365) + intDiv(year_1, 4)) - intDiv(year_1, 100))) AS day_3
  FROM label_4 AS p
),
label_6 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.era_1 AS era_1,
    p.year_1 AS year_1,
    p.bin_4 AS bin_4,
    intDiv(((day_3 * 5) + 2), 153) AS month_1
  FROM label_5 AS p
),
label_7 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.bin_4 AS bin_4,
    ((year_1 + (era_1 * 400)) + CASE WHEN (month_1 >= 10) THEN 1 ELSE 0 END) AS year_2,
    CASE WHEN (month_1 >= 10) THEN (month_1 - 9) ELSE (month_1 + 3) END AS month_2
  FROM label_6 AS p
),
label_8 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.bin_4 AS bin_4,
    ('000' || toString(year_2)) AS digits_1,
    ('0' || toString(month_2)) AS digits_2
  FROM label_7 AS p
),
label_9 AS (
  SELECT
    p.n AS n,
    p.dated AS dated,
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.bin_4 AS bin_4,
    ((substr(digits_1, (length(digits_1) - 3)) || '-') || substr(digits_2, (length(digits_2) - 1))) AS period_1
  FROM label_8 AS p
),
label_10 AS (
  SELECT
    p.whole AS whole,
    p.fraction AS fraction,
    p.kind AS kind,
    p.subject AS subject,
    p.id AS id,
    p.version AS version,
    p.target AS target,
    p.state AS state,
    p.reason AS reason,
    p.counted AS counted,
    p.closed AS closed,
    p.paused AS paused,
    p.excluded AS excluded,
    p.by1 AS by1,
    p.bin_4 AS bin_4,
    CASE WHEN (n = 0) THEN '' WHEN (dated = (-9000000000000000)) THEN 'all' WHEN (n = 1) THEN period_1 WHEN (n = 2) THEN period_1 ELSE '' END AS period_2
  FROM label_9 AS p
),
counts AS (SELECT whole, fraction, kind, subject, id, version, target, state, reason, counted, closed, paused, excluded, by1, period_2 AS period, bin_4 AS bin FROM label_10)
SELECT kind, subject, id, version, target, period, by1, state, reason, bin,
  toString(count(*)) AS n,
  toString(sum(toInt128(whole)) * toInt128(1000000000000) + sum(toInt128(fraction))) AS sum,
  toString(sum(toInt128(counts.counted))) AS counted,
  toString(sum(toInt128(counts.closed))) AS closed,
  toString(sum(toInt128(counts.paused))) AS paused,
  toString(sum(toInt128(counts.excluded))) AS excluded,
  '' AS about
FROM counts
GROUP BY kind, subject, id, version, target, period, by1, state, reason, bin
UNION ALL
SELECT 'origin', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', '{"as_of":"2026-05-12T12:00:00+08:00","by":["channel"],"commitments":[],DEFINITIONS,"log":{"id":"tickets","timezone":"Asia/Shanghai","timezone_declared":true},"targets":[{"id":"answer","kind":"commitment","target":1,"timezone":"Asia/Shanghai","version":"1"},{"id":"answer","kind":"commitment","target":2,"timezone":"Asia/Shanghai","version":"1"}],ZONES,"timezone":"Asia/Shanghai","version":1}'
UNION ALL
SELECT 'calendar', 'open', 'desk', '', '', '', '', '1835', '15643367987685', '', (SELECT toString(count(*)) FROM open_1), (SELECT toString(coalesce(sum(toInt128(place) + toInt128(cum) + toInt128(shut) + toInt128(opens) + toInt128(s1) + toInt128(e1) + toInt128(s2) + toInt128(e2)), 0)) FROM open_1), '', '', '', '', ''
UNION ALL
SELECT 'calendar', 'reach', 'desk', '', '', '', '', '1836', '955626309939330', '', (SELECT toString(count(*)) FROM reach_1), (SELECT toString(coalesce(sum(toInt128(place) + toInt128(o1) + toInt128(f1) + toInt128(z1) + toInt128(o2) + toInt128(f2) + toInt128(z2) + toInt128(o3) + toInt128(f3) + toInt128(z3)), 0)) FROM reach_1), '', '', '', '', ''
UNION ALL
SELECT 'calendar', 'days', 'desk', '', '', '', '', '1835', '3213961182886', '', (SELECT toString(count(*)) FROM days_1), (SELECT toString(coalesce(sum(toInt128(place) + toInt128(done) + toInt128(works) + toInt128(closes)), 0)) FROM days_1), '', '', '', '', ''
UNION ALL
SELECT 'calendar', 'nth', 'desk', '', '', '', '', '1311', '2296179579305', '', (SELECT toString(count(*)) FROM nth_1), (SELECT toString(coalesce(sum(toInt128(place) + toInt128(date_of) + toInt128(closes)), 0)) FROM nth_1), '', '', '', '', ''
SETTINGS short_circuit_function_evaluation = 'disable', compile_expressions = 0, optimize_move_to_prewhere = 0, optimize_group_by_function_keys = 0, optimize_aggregators_of_group_by_keys = 0, max_ast_elements = 1000000, max_expanded_ast_elements = 10000000
