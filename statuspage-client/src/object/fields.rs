//! How `object_type!` reads and writes each kind of field.

/// A required field.
pub mod required {
    use serde::{Serialize, de::MapAccess, ser::SerializeMap};

    use std::marker::PhantomData;

    use crate::{
        lenient::{Lenient, Strict},
        object::{ObjectReader, ObjectWriter},
    };

    /// Reads the value, which must have the described type; `None` after an error.
    pub fn read<'de, A: MapAccess<'de>, T: Lenient>(
        object: &mut ObjectReader<'de, A>,
    ) -> Option<T> {
        object.value(PhantomData).map(|Strict(value)| value)
    }

    /// Writes the field.
    pub fn write<M: SerializeMap, T: Serialize>(
        object: &mut ObjectWriter<M>,
        name: &'static str,
        value: &T,
    ) {
        object.entry(name, value);
    }
}

/// An optional field.
pub mod optional {
    use serde::{Serialize, de::MapAccess, ser::SerializeMap};

    use crate::{
        lenient::{Lenient, LenientSeed},
        object::{ObjectReader, ObjectWriter},
    };

    /// Reads the value; `None` if it is null or has another type than described.
    pub fn read<'de, A: MapAccess<'de>, T: Lenient>(
        object: &mut ObjectReader<'de, A>,
    ) -> Option<T> {
        object.value(LenientSeed::new()).flatten()
    }

    /// Writes the field, if it has a value.
    pub fn write<M: SerializeMap, T: Serialize>(
        object: &mut ObjectWriter<M>,
        name: &'static str,
        value: &Option<T>,
    ) {
        if let Some(value) = value {
            object.entry(name, value);
        }
    }
}

/// A required number, list or map of numbers.
pub mod required_number {
    use serde::{Serialize, ser::SerializeMap};

    pub use super::required::read;
    use crate::{
        object::ObjectWriter,
        request::{Finite, Numbers},
    };

    /// Writes the field. A number that is not finite is an error.
    pub fn write<M: SerializeMap, T: Numbers + Serialize>(
        object: &mut ObjectWriter<M>,
        name: &'static str,
        value: &T,
    ) {
        object.entry(name, &Finite(value));
    }
}

/// An optional number, list or map of numbers.
pub mod optional_number {
    use serde::{Serialize, ser::SerializeMap};

    pub use super::optional::read;
    use crate::{
        object::ObjectWriter,
        request::{Finite, Numbers},
    };

    /// Writes the field, if it has a value. A number that is not finite is an error.
    pub fn write<M: SerializeMap, T: Numbers + Serialize>(
        object: &mut ObjectWriter<M>,
        name: &'static str,
        value: &Option<T>,
    ) {
        super::optional::write(object, name, &value.as_ref().map(Finite));
    }
}

/// The fields that the struct does not list.
pub mod rest {
    use std::collections::BTreeMap;

    use serde::{
        Serialize,
        de::{DeserializeOwned, Error, IntoDeserializer, MapAccess, value::StrDeserializer},
        ser::SerializeMap,
    };

    use crate::{
        lenient::{Lenient, LenientSeed},
        object::{Key, ObjectReader, ObjectWriter},
    };

    /// Adds a value to the map, unless it is null or has another type than described.
    pub fn read<'de, A: MapAccess<'de>, K: DeserializeOwned + Ord, T: Lenient>(
        object: &mut ObjectReader<'de, A>,
        key: &Key<'_>,
        rest: &mut BTreeMap<K, T>,
    ) {
        let Some(value) = object.value(LenientSeed::new()).flatten() else {
            return;
        };
        let key: StrDeserializer<'_, A::Error> = key.as_str().into_deserializer();
        let key = K::deserialize(key).map_err(A::Error::custom);
        if let Some(key) = object.keep_error(key) {
            rest.insert(key, value);
        }
    }

    /// Writes the fields.
    pub fn write<M: SerializeMap, K: Serialize, T: Serialize>(
        object: &mut ObjectWriter<M>,
        rest: &BTreeMap<K, T>,
    ) {
        for (key, value) in rest {
            object.entry(key, value);
        }
    }
}

/// The fields that the struct does not list, if they are numbers, lists or maps of numbers.
pub mod rest_number {
    use std::collections::BTreeMap;

    use serde::{Serialize, ser::SerializeMap};

    pub use super::rest::read;
    use crate::{
        object::ObjectWriter,
        request::{Finite, Numbers},
    };

    /// Writes the fields. A number that is not finite is an error.
    pub fn write<M: SerializeMap, K: Serialize, T: Numbers + Serialize>(
        object: &mut ObjectWriter<M>,
        rest: &BTreeMap<K, T>,
    ) {
        for (key, value) in rest {
            object.entry(key, &Finite(value));
        }
    }
}
