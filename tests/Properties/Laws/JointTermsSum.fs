module CutAwareQnn.Properties.Laws.JointTermsSum

open System
open Xunit
open CutAwareQnn.Circuits
open CutAwareQnn.Cutting
open CutAwareQnn.Estimation
open CutAwareQnn.Properties

let private case = Generators.caseOf Generators.small

// γ of one cut in closed form: FORMULAS sections 1 and 4, written without the decompositions.
let private gamma value (plan: CutPlan) (cut: PlannedCut) =
    match cut.Cut with
    | :? GateCut as gate ->
        let instruction = plan.Circuit.Instructions[gate.Instruction] :?> GateInstruction
        let t = if instruction.Angles.Count > 0 then instruction.Angles[0].Evaluate(fun s -> value s) else 0.0

        match instruction.Gate.Name with
        | "rzz"
        | "rxx"
        | "ryy"
        | "rzx" -> 1.0 + 2.0 * abs (sin t)
        | "crx"
        | "cry"
        | "crz"
        | "cp" -> 1.0 + 2.0 * abs (sin (t / 2.0))
        | "cx"
        | "cy"
        | "cz"
        | "ch"
        | "ecr" -> 3.0
        | "cs"
        | "csdg"
        | "csx" -> 1.0 + sqrt 2.0
        | "swap"
        | "iswap"
        | "dcx" -> 7.0
        | "cu"
        | "cu3" ->
            let angle i = instruction.Angles[i].Evaluate(fun s -> value s)
            // Half the trace of U; the sine of half the angle between its eigenvalues is what makes γ.
            let cosine = cos (angle 0 / 2.0) * cos ((angle 1 + angle 2) / 2.0)
            1.0 + 2.0 * sqrt (max 0.0 (1.0 - cosine * cosine))
        | "unitary" -> cut.Form.Gamma(cut.Form.Bond(fun s -> value s))
        | "sqrt_iswap" -> 2.0 + 2.0 * sqrt 2.0
        | "xx_plus_yy"
        | "xx_minus_yy" -> 1.0 + 4.0 * abs (sin (t / 2.0)) + 2.0 * sin (t / 2.0) ** 2.0
        | other -> invalidOp $"no closed form of γ is written here for gate {other}; add it"
    | _ -> 4.0

let private coefficients value (cut: PlannedCut) =
    let bond = cut.Form.Bond(fun s -> value s)
    [ for term in cut.Form.Terms() -> term.Coefficient bond ]

[<Law(4_000_000UL, 420)>]
let ``gamma is the sum of the joint terms' absolute coefficients and has its closed form`` () =
    Law.forAllCases case (fun case ->
        let plan = Case.plan case
        let value = Case.value case
        let total = plan.Gamma(fun s -> value s)
        let listed = plan.Cuts |> Seq.map (fun c -> coefficients value c |> Seq.sumBy abs) |> Seq.fold (*) 1.0
        let closed = plan.Cuts |> Seq.map (gamma value plan) |> Seq.fold (*) 1.0
        // Matrices are decomposed to some 1e-12.
        let rounding = 1e-10 * total
        Law.near rounding "γ from the listed joint terms" total listed
        Law.near rounding "γ in closed form" closed total)

[<Law(4_100_000UL, 420)>]
let ``counts of terms, circuits and variants agree with what is listed`` () =
    Law.forAllCases case (fun case ->
        let plan = Case.plan case
        let expect what (expected: float) actual = Law.near 0.0 what expected actual
        expect "joint terms" (plan.Cuts |> Seq.fold (fun n c -> n * float (c.Form.Terms().Count)) 1.0) plan.JointTermCount
        expect "circuits emitted" (float plan.LabelCount * plan.PublishedTermCount) plan.EmittedCircuitCount
        expect "unique circuits" (plan.Fragments |> Seq.sumBy (fun f -> float f.VariantCount)) plan.UniqueCircuitCount

        for index, cut in Seq.indexed plan.Cuts do
            for side, basis in [ cut.First, cut.Form.First; cut.Second, cut.Form.Second ] do
                let leg = plan.Fragments[side.Fragment].Legs[side.Leg]

                if leg.Cut <> index || leg.Basis <> basis then
                    Law.fail $"cut {index} names leg {side.Leg} of fragment {side.Fragment}, which belongs to cut {leg.Cut}"

            // Terms are distinct pairs of operations, so that a term is one pair of circuits.
            let terms = [ for term in cut.Form.Terms() -> term.First, term.Second ]
            expect $"distinct terms of cut {index}" (float terms.Length) (float (List.distinct terms).Length)

        if plan.PublishedTermCount <= 2000.0 then
            let published = PublishedPlan plan
            expect "terms of the published plan" plan.PublishedTermCount (float published.Terms.Count)
            let observables = published.Plan.Fragments |> Seq.sumBy _.Observables.Count
            expect "circuits of the published plan" (plan.PublishedTermCount * float observables) (float published.CircuitCount))

[<Law(4_200_000UL, 420)>]
let ``every cut's joint terms sum to the identity's trace: their plain sum over unmeasured operations is 1`` () =
    // Both sides applied to the maximally mixed state and traced: only unsigned operations count, and a channel keeps the trace.
    Law.forAllCases case (fun case ->
        let plan = Case.plan case
        let value = Case.value case

        for cut in plan.Cuts do
            let isSigned (basis: LegBasis) operation = basis.Operations[operation].Measures

            let sum =
                Seq.zip (cut.Form.Terms()) (coefficients value cut)
                |> Seq.filter (fun (term, _) ->
                    not (isSigned cut.Form.First term.First) && not (isSigned cut.Form.Second term.Second))
                |> Seq.sumBy snd

            Law.near 1e-12 $"the unsigned terms of {cut.Cut}" 1.0 sum)
