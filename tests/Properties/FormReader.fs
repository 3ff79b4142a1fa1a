/// The reader of docs/job-form.md.
module CutAwareQnn.Properties.FormReader

open System
open System.IO.Hashing
open System.Text

let read (form: byte[]) =
    let int32 at = BitConverter.ToInt32(form, at)
    let doubles at count = [ for i in 0 .. count - 1 -> BitConverter.ToDouble(form, at + 8 * i) ]
    let checksum = Crc32.HashToUInt32(ReadOnlySpan(form, 0, form.Length - 4))

    if form[4] <> 1uy || int32 8 <> form.Length || BitConverter.ToUInt32(form, form.Length - 4) <> checksum then
        failwith "not a whole form of version 1"

    match Encoding.ASCII.GetString(form, 0, 4) with
    | "CQNR" -> int32 12, doubles 32 (int32 28)
    | _ -> int32 12, doubles (64 + 8 * int32 56) (int32 56 * int32 60)
