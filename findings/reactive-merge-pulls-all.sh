#!/usr/bin/env bash
# Merge(n) of System.Reactive bounds how many sources run, not how many are taken: it enumerates the whole sequence at once.
# A lazy sequence of ten thousand jobs is made and queued in full before the first one ends.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
dotnet new console -o . --force > /dev/null
dotnet add package System.Reactive --version 6.0.1 > /dev/null

cat > Program.cs <<'CS'
using System.Reactive.Linq;

int taken = 0;
int started = 0;
using (Sources().Merge(2).Subscribe())
{
    Console.WriteLine($"Merge(2) over 10000 sources that never end: {taken} taken, {started} subscribed");
}

IEnumerable<IObservable<int>> Sources()
{
    for (int i = 0; i < 10_000; i++)
    {
        taken++;
        yield return Observable.Defer(() =>
        {
            started++;
            return Observable.Never<int>();
        });
    }
}
CS
dotnet run | tee seen

diff seen - <<'SEEN'
Merge(2) over 10000 sources that never end: 10000 taken, 2 subscribed
SEEN
echo "System.Reactive 6.0.1: behaves as recorded"
