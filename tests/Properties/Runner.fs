/// Runs a law on many cases. Every case has a seed of its own, so a failure is replayed alone:
/// CUTQNN_REPLAY=seed runs that case of its law, and no case of the others.
module CutAwareQnn.Properties.Runner

open System
open FsCheck
open FsCheck.FSharp
open Xunit.Sdk

/// What a law quantifies over.
type Law<'case> =
    { /// Seed of the first case; case i has seed FirstSeed + i. No two laws' ranges overlap.
      FirstSeed: uint64
      CaseCount: int
      /// The generator of case i.
      Generate: int -> Gen<'case>
      /// Simpler cases.
      Shrink: 'case -> 'case seq
      /// A case as text.
      Describe: 'case -> string }

/// A law about cut circuits.
let cutting firstSeed caseCount generate =
    { FirstSeed = firstSeed
      CaseCount = caseCount
      Generate = generate
      Shrink = Shrinking.ofCase
      Describe = Qasm.describe }

/// A law about anything else; its cases are small already.
let over firstSeed caseCount generator =
    { FirstSeed = firstSeed
      CaseCount = caseCount
      Generate = fun _ -> generator
      Shrink = Shrinking.none
      Describe = sprintf "%A" }

/// Raised by a property that does not hold.
exception Broken of why: string with
    override this.Message = this.why

let fail why = raise (Broken why)

/// Demands that two numbers agree to within an absolute tolerance.
let near tolerance what (expected: float) (actual: float) =
    if not (abs (expected - actual) <= tolerance) then
        fail $"{what}: expected {expected:R} but got {actual:R}, {abs (expected - actual):G3} apart and more than {tolerance:G3}"

/// Demands that two vectors agree entry by entry.
let allNear tolerance what (expected: float[]) (actual: float[]) =
    if expected.Length <> actual.Length then
        fail $"{what}: expected {expected.Length} numbers but got {actual.Length}"

    Array.iteri2 (fun i e a -> near tolerance $"{what}[{i}]" e a) expected actual

let private mostAttempts = 3000

let private attempt property case =
    try
        Ok(property case)
    with error ->
        Error error

// Takes the first simpler case that fails in the same way, until there is none.
let private shrink law property case error =
    let mutable attempts = 0

    let rec smaller case (error: exn) steps =
        let next =
            law.Shrink case
            |> Seq.tryPick (fun candidate ->
                attempts <- attempts + 1

                match attempts > mostAttempts, attempt property candidate with
                | false, Error e when e.GetType() = error.GetType() -> Some(candidate, e)
                | _ -> None)

        match next with
        | Some(case, error) when attempts <= mostAttempts -> smaller case error (steps + 1)
        | _ -> case, error, steps

    smaller case error 0

let private runCase law property index =
    let seed = law.FirstSeed + uint64 index
    let case = Gen.sampleWithSeed (Rnd seed) 50 1 (law.Generate index) |> Array.head

    match attempt property case with
    | Ok seen -> seen
    | Error error ->
        let simplest, why, steps = shrink law property case error

        let reason =
            match why with
            | Broken text -> text
            | other -> string other

        raise (
            XunitException(
                String.concat
                    "\n"
                    [ $"case {index} of {law.CaseCount} breaks the law; CUTQNN_REPLAY={seed} runs it alone"
                      reason
                      $"after {steps} simplifications:"
                      law.Describe simplest ]
            )
        )

let private replay =
    match Environment.GetEnvironmentVariable "CUTQNN_REPLAY" with
    | null
    | "" -> None
    | text ->
        match UInt64.TryParse text with
        | true, seed -> Some seed
        | _ -> invalidOp $"CUTQNN_REPLAY is '{text}'; give the seed that a failing law printed"

/// Runs a property on every case of a law, and then a demand on what was seen in all of them.
let forAllAnd (overall: 'seen list -> unit) law (property: 'case -> 'seen) =
    match replay with
    | None -> overall [ for index in 0 .. law.CaseCount - 1 -> runCase law property index ]
    | Some seed when seed >= law.FirstSeed && seed < law.FirstSeed + uint64 law.CaseCount ->
        runCase law property (int (seed - law.FirstSeed)) |> ignore
    | Some _ -> ()

/// Runs a property on every case of a law.
let forAll law (property: 'case -> unit) = forAllAnd ignore law property
