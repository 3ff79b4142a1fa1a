#!/bin/bash
#SBATCH --job-name=cutqnn
#SBATCH --nodes=4
#SBATCH --ntasks-per-node=1
#SBATCH --cpus-per-task=16
#SBATCH --time=02:00:00
#SBATCH --signal=B:TERM@60
#SBATCH --requeue
#
# Runs a coordinator on the first node of an allocation and a worker on every node. The words after the script's name are those after
# 'cutqnn train'; the run folder is RUN, and a job that is queued again continues it:
#
#   RUN=runs/iris sbatch deploy/slurm.sh iris --epochs 100 --partition AABB
#
# CUTQNN is the console, CERTIFICATES the folder of the certificates (made where it is missing; it must be on a shared file system).
set -euo pipefail

cutqnn="${CUTQNN:-cutqnn}"
certificates="${CERTIFICATES:-$PWD/certificates}"
run="${RUN:?name the run folder}"
port="${PORT:-7070}"

if [ ! -e "$certificates/ca.pem" ]; then
  "$cutqnn" worker --make-certificates "$certificates"
fi

# The batch script itself runs on the first node. Workers dial until the coordinator listens.
srun "$cutqnn" worker "$(hostname):$port" --slots "${SLURM_CPUS_PER_TASK:-1}" --certificates "$certificates" &
workers=$!

if [ -e "$run/checkpoint.json" ]; then
  train=(train --resume "$run")
else
  train=(train "$@" --out "$run" --backend "workers:listen=0.0.0.0:$port,certificates=$certificates" --min-workers "${SLURM_NNODES:-1}")
fi

"$cutqnn" "${train[@]}" &
coordinator=$!
trap 'kill -TERM "$coordinator"' TERM INT

# A signal ends the first wait before the coordinator has written its checkpoint.
code=0
wait "$coordinator" || code=$?
if kill -0 "$coordinator" 2> /dev/null; then
  code=0
  wait "$coordinator" || code=$?
fi

# Workers outlive coordinators; here they end with theirs.
kill -TERM "$workers" 2> /dev/null || true
wait "$workers" || true
exit "$code"
