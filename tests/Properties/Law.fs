/// Laws over random cases, run by FsCheck. Each law has a fixed seed, so it always passes or never. A failure prints the seed of its
/// case; CUTQNN_REPLAY="seed,gamma" with a filter on the law's name runs that case alone.
namespace CutAwareQnn.Properties

open System
open FsCheck
open FsCheck.FSharp
open FsCheck.Xunit

/// Raised by a law that does not hold.
exception Broken of why: string with
    override this.Message = this.why

module Law =

    /// The size that generators see; it plays no part in most of them.
    [<Literal>]
    let Size = 50

    // FsCheck's generator takes a seed and an odd increment; the golden ratio's spreads neighbouring seeds.
    let private gamma = 0x9E3779B97F4A7C15UL

    // A case to be replayed, as FsCheck prints it.
    let private replayed =
        match Environment.GetEnvironmentVariable "CUTQNN_REPLAY" with
        | null
        | "" -> None
        | text ->
            match text.Split ',' |> Array.map UInt64.TryParse with
            | [| true, seed; true, gamma |] -> Some(seed, gamma)
            | _ -> invalidOp $"CUTQNN_REPLAY is '{text}'; give the two numbers that a failing law printed, as in 12,34567"

    /// Where a law starts: at its own seed, or at the case to be replayed.
    let start (seed: uint64) =
        replayed |> Option.defaultValue (seed, gamma)

    /// The number of cases: those of the law, or the one to be replayed.
    let caseCount count =
        if replayed.IsSome then 1 else count

    let fail why = raise (Broken why)

    /// Checks that two numbers agree to within an absolute tolerance.
    let near tolerance what (expected: float) (actual: float) =
        if not (abs (expected - actual) <= tolerance) then
            fail $"{what}: expected {expected:R} but got {actual:R}, {abs (expected - actual):G3} apart and more than {tolerance:G3}"

    /// Checks that two vectors agree entry by entry.
    let allNear tolerance what (expected: float[]) (actual: float[]) =
        if expected.Length <> actual.Length then
            fail $"{what}: expected {expected.Length} numbers but got {actual.Length}"

        Array.iteri2 (fun i e a -> near tolerance $"{what}[{i}]" e a) expected actual

    /// A check of everything that a generator makes.
    let forAll (generator: Gen<'case>) (check: 'case -> unit) =
        Prop.forAll (Arb.fromGen generator) check

    /// A check of cut circuits; a failing one is simplified.
    let forAllCases (generator: Gen<Case>) (check: Case -> unit) =
        Prop.forAll (Arb.fromGenShrink (generator, Shrinking.ofCase)) check

    /// Runs a check on every case and then a demand on what was seen in all of them; a replayed case makes no such demand.
    let forAllCasesAnd (demand: 'seen list -> unit) seed count (generator: Gen<Case>) (check: Case -> 'seen) =
        let seen = ResizeArray<'seen>()

        let replay =
            { Rnd = Rnd(fst (start seed), snd (start seed))
              Size = None }

        let config =
            Config.QuickThrowOnFailure
                .WithMaxTest(caseCount count)
                .WithReplay(Some replay)
                .WithStartSize(Size)
                .WithEndSize(Size)
                .WithQuietOnSuccess(true)

        Check.One(config, forAllCases generator (fun case -> seen.Add(check case)))

        if replayed.IsNone then
            demand (List.ofSeq seen)

/// A law: a property with a seed of its own, no two laws the same.
[<AttributeUsage(AttributeTargets.Method)>]
type LawAttribute(seed: uint64, cases: int) =
    inherit
        PropertyAttribute(
            MaxTest = Law.caseCount cases,
            Replay = $"{fst (Law.start seed)},{snd (Law.start seed)}",
            StartSize = Law.Size,
            EndSize = Law.Size,
            QuietOnSuccess = true
        )
