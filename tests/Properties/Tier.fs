/// Laws try hundreds of circuits each: left out by --filter Tier!=slow.
module CutAwareQnn.Properties.Tier

open Xunit

[<assembly: Trait("Tier", "slow")>]
do ()
