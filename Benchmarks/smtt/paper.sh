#!/usr/bin/env bash
# The comparison of the seed paper (arXiv 2510.24013) redone on instances of its generator, with true gaps.
#   Benchmarks/smtt/paper.sh [FOLDER]     default: .build/smtt-paper; goes on where it was stopped
# Makes 4 sizes x 20 classes x 10 instances, runs the study smtt-paper (about 12 minutes on 2 cores) and rewrites
# Results/smtt/paper.md and paper.csv. Needs a release build: swift build -c release --product optsolve
set -euo pipefail
cd "$(dirname "$0")/../.."
folder=${1:-.build/smtt-paper}
optsolve=${OPTSOLVE:-.build/release/optsolve}
cores=$(nproc)

mkdir -p "$folder"
for jobs in 20 100 200 500; do
  for tf in 0.2 0.4 0.6 0.8; do
    for rdd in 0.2 0.4 0.6 0.8 1.0; do
      last="$folder/instances/n${jobs}_tf${tf}_rdd${rdd}_s10.txt"
      [ -e "$last" ] || "$optsolve" generate smtt -P jobs="$jobs" -P tf="$tf" -P rdd="$rdd" --count 10 -o "$folder/instances/"
    done
  done
done

cp Benchmarks/smtt/smtt-paper.yaml "$folder/study.yaml"
"$optsolve" bench "$folder/study.yaml" --store "$folder/study.sqlite" -j "$cores"
"$optsolve" report "$folder/study.sqlite" -o "$folder/report.html" -o Results/smtt/paper.md --class-pattern '^(n[0-9]+)_'
"$optsolve" report "$folder/study.sqlite" --table deviation-by-class -o Results/smtt/paper.csv
echo "every run: $optsolve bench export $folder/study.sqlite -o runs.csv; the page: $folder/report.html"
