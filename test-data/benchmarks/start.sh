#!/usr/bin/env bash
# Starts: median of processes from outside, the commands in turns, beside a bare JVM: start.sh [RUNS]
. "$(dirname "$0")/common.sh"
runs="${1:-10}"
sample="$work/sample"
data="$work/data"
mkdir -p "$data"
printf 'id,customer,amount\n1,ann,10.5\n2,bob,3.25\n' >"$data/orders.csv"
[ -f "$sample/workspace.yaml" ] || "$root/plumbline" demo "$sample" >"$work/demo.log" 2>&1
machine
cat >"$work/Empty.java" <<'JAVA'
final class Empty {
    public static void main(String[] arguments) {}
}
JAVA
"$jdk/bin/javac" -d "$work" "$work/Empty.java"

names=("bare JVM" "--version" "validate" "query")
run() {
  case "$1" in
    0) "$jdk/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp "$work" Empty ;;
    1) "$root/plumbline" --version ;;
    2) "$root/plumbline" validate -w "$sample" ;;
    3) "$root/plumbline" query --data "$data" --sql 'SELECT customer, SUM(amount) AS total FROM orders GROUP BY customer' ;;
  esac >/dev/null
}
now() { date +%s%N; }
for i in 0 1 2 3; do
  run "$i" # warm
  : >"$work/times-$i"
done
for _ in $(seq "$runs"); do
  for i in 0 1 2 3; do
    begin="$(now)"
    run "$i"
    echo "$(((($(now)) - begin) / 1000000))" >>"$work/times-$i"
  done
done
for i in 0 1 2 3; do
  sort -n "$work/times-$i" | awk -v name="${names[$i]}" '
    { t[NR] = $1 }
    END { m = NR % 2 ? t[(NR + 1) / 2] : (t[NR / 2] + t[NR / 2 + 1]) / 2
          printf "%-10s median %4d ms, least %4d, most %4d (%d runs)\n", name, m, t[1], t[NR], NR }'
done
